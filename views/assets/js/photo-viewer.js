// Enhances the photographs of a testimony page (views/public/testimony.ejs): they open over the page, to be looked at closely
// and one after the other, with the keys, with a finger, or with the buttons. Without it each has a page of its own.
const shelf = document.querySelector('[data-photographs]');
const figures = [...(shelf?.querySelectorAll('.photograph') ?? [])];
const rtl = document.documentElement.dir === 'rtl';
const CLOSEST = 5;

if (figures.length && typeof HTMLDialogElement === 'function') {
  const words = shelf.dataset;
  const dialog = document.createElement('dialog');
  dialog.className = 'viewer';
  dialog.setAttribute('aria-label', words.photographs);
  const stage = document.createElement('div');
  stage.className = 'viewer-stage';
  const picture = document.createElement('img');
  picture.draggable = false;
  stage.append(picture);
  const bar = document.createElement('div');
  bar.className = 'viewer-bar';
  const caption = document.createElement('p');
  caption.className = 'viewer-caption';
  caption.setAttribute('aria-live', 'polite');
  const place = document.createElement('span');
  place.className = 'viewer-place';
  const who = document.createElement('a');
  who.textContent = words.who;
  const button = (label, sign, act) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.setAttribute('aria-label', label);
    made.title = label;
    made.textContent = sign;
    made.addEventListener('click', act);
    return made;
  };

  let [at, scale, x, y] = [0, 1, 0, 0];
  const draw = () => {
    picture.style.setProperty('transform', `translate(${x}px, ${y}px) scale(${scale})`);
    stage.classList.toggle('close', scale > 1);
  };
  const zoom = (to) => {
    scale = Math.min(CLOSEST, Math.max(1, to));
    if (scale === 1) [x, y] = [0, 0];
    draw();
  };
  const show = (number) => {
    at = (number + figures.length) % figures.length;
    const figure = figures[at];
    const small = figure.querySelector('img');
    [scale, x, y] = [1, 0, 0];
    picture.src = figure.dataset.large;
    picture.alt = small.alt;
    const said = figure.querySelector('figcaption');
    caption.replaceChildren(...(said?.cloneNode(true).childNodes ?? [])); // each part in its own language
    place.textContent = figure.dataset.place;
    who.href = figure.dataset.who;
    draw();
  };
  const previous = button(words.before, rtl ? '→' : '←', () => show(at - 1));
  const next = button(words.after, rtl ? '←' : '→', () => show(at + 1));
  for (const step of [previous, next]) step.hidden = figures.length < 2;
  bar.append(
    place,
    caption,
    who,
    button(words.closer, '+', () => zoom(scale * 1.5)),
    button(words.farther, '−', () => zoom(scale / 1.5)),
    previous,
    next,
    button(words.close, '×', () => dialog.close()),
  );
  dialog.append(stage, bar);
  document.body.append(dialog);

  for (const [number, figure] of figures.entries()) {
    figure.querySelector('a').addEventListener('click', (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      show(number);
      dialog.showModal();
    });
  }
  dialog.addEventListener('close', () => figures[at].querySelector('a').focus());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const forward = rtl ? 'ArrowLeft' : 'ArrowRight';
    const acts = {
      ArrowLeft: () => show(at + (forward === 'ArrowLeft' ? 1 : -1)),
      ArrowRight: () => show(at + (forward === 'ArrowRight' ? 1 : -1)),
      '+': () => zoom(scale * 1.5),
      '=': () => zoom(scale * 1.5),
      '-': () => zoom(scale / 1.5),
      0: () => zoom(1),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });
  stage.addEventListener('wheel', (event) => {
    event.preventDefault();
    zoom(scale * (event.deltaY < 0 ? 1.15 : 1 / 1.15));
  });
  stage.addEventListener('dblclick', () => zoom(scale > 1 ? 1 : 2.5));

  // One finger moves a picture that is close, or leads to the next one; two bring it closer.
  const fingers = new Map();
  let from = null;
  const apart = () => {
    const [one, other] = [...fingers.values()];
    return Math.hypot(one.x - other.x, one.y - other.y);
  };
  stage.addEventListener('pointerdown', (event) => {
    stage.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    from = { x: event.clientX, y: event.clientY, left: x, top: y, scale, apart: fingers.size === 2 ? apart() : 0 };
  });
  stage.addEventListener('pointermove', (event) => {
    if (!from || !fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (fingers.size === 2 && from.apart) zoom((from.scale * apart()) / from.apart);
    else if (scale > 1) {
      [x, y] = [from.left + event.clientX - from.x, from.top + event.clientY - from.y];
      draw();
    }
  });
  const lifted = (event) => {
    const moved = from && fingers.size === 1 && scale === 1 ? event.clientX - from.x : 0;
    fingers.delete(event.pointerId);
    if (fingers.size === 0) from = null;
    if (Math.abs(moved) > 60 && figures.length > 1) show(at + (moved < 0 === !rtl ? 1 : -1));
  };
  stage.addEventListener('pointerup', lifted);
  stage.addEventListener('pointercancel', lifted);
}
