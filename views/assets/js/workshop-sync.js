// Enhances the page of synchronising (views/desk/workshop/synchronise.ejs): a key marks the beginning of the next passage while
// the recording plays, or the word that is spoken when a minute is full is pressed, minute by minute.
const ws = document.querySelector('.ws[data-sync]');
const { player } = ws;
const form = ws.querySelector('.ws-sync-form');
const lines = [...ws.querySelectorAll('.ws-line')];
const say = (text) => {
  ws.querySelector('.ws-say').textContent = text;
};
const mode = () => ws.querySelector('[name="ws-mode"]:checked')?.value ?? 'tap';
const field = (line) => line.querySelector('.ws-time');
const two = (number, width = 2) => String(number).padStart(width, '0');
const clock = (ms) =>
  `${two(Math.floor(ms / 3_600_000))}:${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1000) % 60)}.${two(ms % 1000, 3)}`;
const done = []; // what can be taken back, last first
const MINUTE = 60_000;
let minute = 1;

/** The next passage to be marked: after the last mark, or the one pressed. */
let next = Math.max(
  0,
  lines.findIndex((line) => field(line).value === ''),
);
function showNext() {
  for (const [at, line] of lines.entries()) line.classList.toggle('next', at === next && mode() === 'tap');
  const line = lines[next];
  if (!line) say(ws.dataset.none);
  else if (mode() === 'tap') {
    say('');
    line.scrollIntoView({ block: 'center' });
  }
}

function mark() {
  if (mode() === 'minute') return hearMinute();
  const line = lines[next];
  if (!line) return;
  const before = field(line).value;
  field(line).value = clock(player.ms);
  line.classList.add('marked');
  const at = next;
  done.push(() => {
    field(line).value = before;
    line.classList.remove('marked');
    next = at;
  });
  next += 1;
  showNext();
}

/** Plays the seconds around the minute that is to be marked. */
function hearMinute() {
  player.seek(minute * MINUTE - 4_000);
  player.repeat({ start: minute * MINUTE - 4_000, end: minute * MINUTE + 1_500 });
  player.play();
  say(ws.dataset.minute.replace('{minute}', String(minute)));
}

/** Words become things to press once minutes are marked; a page of an hour has ten thousand. */
function wordsToPress() {
  for (const said of ws.querySelectorAll('.ws-said:not(.pressable)')) {
    const text = said.textContent;
    said.classList.add('pressable');
    said.replaceChildren(
      ...[...text.matchAll(/\S+|\s+/g)].map(([piece], at, all) => {
        if (/^\s/.test(piece)) return piece;
        const word = document.createElement('span');
        word.className = 'ws-press';
        word.textContent = piece;
        word.dataset.at = String(all.slice(0, at).reduce((sum, [one]) => sum + one.length, 0));
        return word;
      }),
    );
  }
}

function markWord(word) {
  const line = word.closest('.ws-line');
  const here = minute;
  let undo;
  if (word.dataset.at === '0') {
    const before = field(line).value;
    field(line).value = clock(here * MINUTE);
    undo = () => {
      field(line).value = before;
    };
  } else {
    const hidden = Object.assign(document.createElement('input'), {
      type: 'hidden',
      name: 'word',
      value: `${line.dataset.passage}:${word.dataset.at}:${here * MINUTE}`,
    });
    form.append(hidden);
    undo = () => hidden.remove();
  }
  word.classList.add('set');
  word.title = String(here);
  done.push(() => {
    undo();
    word.classList.remove('set');
    minute = here;
  });
  minute += 1;
  hearMinute();
}

ws.addEventListener('ws:do', ({ detail: { action } }) => {
  if (action === 'mark') mark();
  if (action === 'unmark') {
    done.pop()?.();
    showNext();
  }
  if (action === 'earlier' || action === 'later') {
    next = Math.max(0, Math.min(lines.length - 1, next + (action === 'later' ? 1 : -1)));
    showNext();
  }
});
ws.addEventListener('click', (event) => {
  const word = event.target.closest('.ws-press');
  if (word && mode() === 'minute') return markWord(word);
  const line = event.target.closest('.ws-line-words')?.closest('.ws-line');
  if (!line || mode() === 'minute' || String(getSelection()).trim()) return;
  next = lines.indexOf(line);
  const start = lines.slice(0, next + 1).findLast((one) => one.dataset.start !== '')?.dataset.start;
  if (line.dataset.start !== '' && start) player.seek(Number(start));
  showNext();
});
for (const choice of ws.querySelectorAll('[name="ws-mode"]')) {
  choice.addEventListener('change', () => {
    player.repeat(null);
    if (mode() === 'minute') {
      wordsToPress();
      minute = Math.max(1, Math.round(player.ms / MINUTE) || 1);
      hearMinute();
    }
    showNext();
  });
}
player.hear((ms) => {
  const now = lines.findLast((line) => line.dataset.start !== '' && Number(line.dataset.start) <= ms);
  for (const line of lines) line.classList.toggle('heard', line === now && mode() === 'minute');
});
let sent = false;
form.addEventListener('submit', () => {
  sent = true;
});
addEventListener('beforeunload', (event) => {
  if (done.length && !sent) event.preventDefault();
});
showNext();
