// Enhances the index and the redactions of the workshop: the time of the moment that is heard goes into a field, a time pressed
// plays from there, and a span can be heard.
const ws = document.querySelector('.ws[data-listen]');
const { player } = ws;
const two = (number, width = 2) => String(number).padStart(width, '0');
const clock = (ms) =>
  `${two(Math.floor(ms / 3_600_000))}:${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1000) % 60)}.${two(ms % 1000, 3)}`;
const read = (text) => text.split(':').reduce((sum, piece) => sum * 60 + Number(piece), 0) * 1000;
const fieldFor = (name, from) =>
  (from?.closest?.('form') ?? ws.querySelector('#i-new form') ?? ws.querySelector('form'))?.elements[name];

ws.addEventListener('ws:do', ({ detail: { action, from } }) => {
  const name = { start_now: 'start', end_now: 'end' }[action];
  const field = name && fieldFor(name, from ?? document.activeElement);
  if (field) field.value = clock(player.ms);
  if (action === 'play-span') {
    const [start, end] = [read(fieldFor('start').value), read(fieldFor('end').value)];
    if (!(end > start)) return;
    player.seek(start - 1_500);
    player.repeat({ start: start - 1_500, end: end + 1_500 });
    player.play();
  }
});
for (const button of ws.querySelectorAll('[data-do="play-span"]')) button.hidden = !player.audible;
ws.addEventListener('click', (event) => {
  const time = event.target.closest('h2 .time');
  const start = time?.closest('section')?.querySelector('[name="start"]')?.value;
  if (!start) return;
  player.seek(read(start));
  player.play();
});
// Shift and a press choose all words between.
let last = null;
ws.addEventListener('click', (event) => {
  const box = event.target.closest('.ws-word input');
  if (!box) return;
  const boxes = [...box.closest('.ws-saying').querySelectorAll('input')];
  if (event.shiftKey && last && boxes.includes(last)) {
    const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
    for (const one of boxes.slice(from, to + 1)) one.checked = box.checked;
  }
  last = box;
});
document.querySelector('.ws-preview')?.scrollIntoView({ block: 'nearest' });
