// Enhances the pictures of a testimony at the desk (views/desk/catalogue/photographs.ejs): what a thumbnail keeps is drawn on the
// picture with the pointer, and follows the four numbers.
for (const picture of document.querySelectorAll('[data-picture]')) {
  const box = picture.querySelector('.cat-crop');
  const fields = ['left', 'top', 'width', 'height'].map((side) =>
    picture.querySelector(`input[name$=".crop.${side}"]`),
  );
  if (!box || fields.some((field) => !field)) continue;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 100 100');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  const frame = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  svg.append(frame);
  box.append(svg);

  const draw = () => {
    const [left, top, width, height] = fields.map((field) => Number(field.value || 0));
    for (const [name, value] of Object.entries({ x: left, y: top, width, height }))
      frame.setAttribute(name, String(value));
  };
  for (const field of fields) field.addEventListener('input', draw);
  draw();

  let from = null;
  const at = (event) => {
    const place = box.getBoundingClientRect();
    const within = (value, size) => Math.min(100, Math.max(0, (100 * value) / size));
    return [within(event.clientX - place.left, place.width), within(event.clientY - place.top, place.height)];
  };
  box.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    picture.querySelector('details.cat-cut').open = true;
    from = at(event);
    box.setPointerCapture(event.pointerId);
  });
  box.addEventListener('pointermove', (event) => {
    if (!from) return;
    const [x, y] = at(event);
    const values = [Math.min(x, from[0]), Math.min(y, from[1]), Math.abs(x - from[0]), Math.abs(y - from[1])];
    fields.forEach((field, number) => {
      field.value = String(Math.round(values[number] * 10) / 10);
    });
    draw();
  });
  box.addEventListener('pointerup', () => {
    from = null;
    // A touch without a stretch is no crop.
    if (fields.slice(2).every((field) => Number(field.value) < 5)) for (const field of fields) field.value = '';
    draw();
  });
}

document.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
  event.preventDefault();
  document.querySelector('.cat-form')?.requestSubmit();
});
