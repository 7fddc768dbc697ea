// Enhances the workshop (views/desk/workshop/controls.ejs): keys and foot pedals do what its buttons do, and can be changed.
// What is to be done is told to the element .ws as the event `ws:do`. Keys count by their place on the keyboard, so that
// they are the same in Arabic, Hebrew and Latin layouts; a key alone counts only where nothing is being typed.
const ws = document.querySelector('.ws');
const STANDARD = {
  play: ['F8', 'Alt+KeyK'],
  back: ['F7', 'Alt+KeyJ'],
  forward: ['F9', 'Alt+KeyL'],
  slower: ['Alt+Minus'],
  faster: ['Alt+Equal'],
  from_here: ['Alt+Enter'],
  loop: ['Alt+KeyR'],
  earlier: ['Alt+ArrowUp'],
  later: ['Alt+ArrowDown'],
  save: ['Ctrl+KeyS'],
  split: ['Ctrl+Enter'],
  join: ['Ctrl+Shift+Enter'],
  start_now: ['Alt+KeyS'],
  start_minus: ['Alt+BracketLeft'],
  start_plus: ['Alt+BracketRight'],
  end_now: ['Alt+KeyE'],
  end_minus: ['Alt+Shift+BracketLeft'],
  end_plus: ['Alt+Shift+BracketRight'],
  point: ['Alt+KeyI'],
  mark: ['Space', 'F10'],
  unmark: ['Backspace'],
};
const NAMES = {
  BracketLeft: '[',
  BracketRight: ']',
  Minus: '−',
  Equal: '+',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: '↵',
  Space: '␣',
  Backspace: '⌫',
};
const help = ws.querySelector('.ws-help');
const here = new Set([...(help?.querySelectorAll('[data-action]') ?? [])].map((item) => item.dataset.action));
let chosen = JSON.parse(localStorage.getItem('kolot-workshop-keys') ?? '{}');
let waiting = null; // the button whose key is being chosen

const keysOf = (action) => chosen[action] ?? STANDARD[action] ?? [];
const pressed = (event) =>
  [
    event.ctrlKey || event.metaKey ? 'Ctrl' : null,
    event.altKey ? 'Alt' : null,
    event.shiftKey ? 'Shift' : null,
    event.code,
  ]
    .filter(Boolean)
    .join('+');
const written = (key) =>
  key
    .split('+')
    .map((piece) => NAMES[piece] ?? piece.replace(/^(Key|Digit)/, ''))
    .join(' + ');

function showKeys() {
  for (const item of help?.querySelectorAll('[data-action]') ?? []) {
    item.querySelector('kbd').textContent = keysOf(item.dataset.action).map(written).join(', ');
  }
}

function tell(action, from = null) {
  ws.dispatchEvent(new CustomEvent('ws:do', { detail: { action, from } }));
}

addEventListener('keydown', (event) => {
  if (event.isComposing || /^(Control|Alt|Shift|Meta)/.test(event.code)) return;
  if (waiting) {
    event.preventDefault();
    if (event.code !== 'Escape') {
      chosen = { ...chosen, [waiting.closest('[data-action]').dataset.action]: [pressed(event)] };
      localStorage.setItem('kolot-workshop-keys', JSON.stringify(chosen));
    }
    waiting = null;
    showKeys();
    return;
  }
  const key = pressed(event);
  const typing = event.target.closest?.('input:not([type="checkbox"], [type="radio"]), textarea, select');
  const alone = !/^F\d+$/.test(event.code) && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (alone && (typing || (event.code === 'Space' && event.target.closest?.('button, a, summary')))) return;
  const action = [...here].find((one) => keysOf(one).includes(key));
  if (action) {
    event.preventDefault();
    tell(action, event.target);
  } else if (event.key === '?' && !typing && help) openHelp(help.hidden);
});

function openHelp(open) {
  help.hidden = !open;
  for (const button of ws.querySelectorAll('[data-do="help"]')) button.setAttribute('aria-expanded', String(open));
}

ws.addEventListener('click', (event) => {
  const key = event.target.closest('.ws-key');
  if (key) {
    waiting = key;
    key.querySelector('kbd').textContent = key.dataset.press;
    return;
  }
  const button = event.target.closest('button[data-do]');
  if (!button) return;
  if (button.dataset.do === 'help') openHelp(help.hidden);
  else if (button.dataset.do === 'reset-keys') {
    chosen = {};
    localStorage.removeItem('kolot-workshop-keys');
    showKeys();
  } else tell(button.dataset.do, button);
});
showKeys();
