// Enhances the ribbons that keep a place (views/partials/save-mark.ejs): kept without leaving the page, in the account of who is
// signed in, else in this browser. Nothing on the page moves.
import { isKept, keep, read, remove, whenChanged } from './shelf-store.js';

const form = document.getElementById('save');
const said = document.querySelector('.save-said');
const marks = () => document.querySelectorAll('.save-mark');
let note = null;

function show(mark, kept) {
  mark.setAttribute('aria-pressed', String(kept));
  mark.name = kept ? 'unkeep' : 'keep';
}

/** Says what was done, aloud and at the edge of the window; with a link to the note, next after the mark for who goes by keyboard. */
function say(mark, words, edit) {
  note?.remove();
  said.textContent = '';
  requestAnimationFrame(() => {
    said.textContent = words;
  });
  note = document.createElement('span');
  note.className = 'save-note';
  note.lang = document.documentElement.lang;
  note.dir = document.documentElement.dir;
  const text = document.createElement('span');
  text.textContent = words;
  text.setAttribute('aria-hidden', 'true');
  note.append(text);
  if (edit) {
    const link = document.createElement('a');
    link.href = edit;
    link.textContent = form.dataset.note;
    note.append(link);
  }
  mark.after(note);
  const own = note;
  setTimeout(() => {
    if (!own.contains(document.activeElement)) own.remove();
  }, 12_000);
}

async function send(sent) {
  const answer = await fetch(form.action, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(sent),
  });
  return { ok: answer.ok, ...(await answer.json()) };
}

async function inAccount(mark, wanted) {
  const { ok, problem, edit } = await send({ [wanted ? 'keep' : 'unkeep']: mark.value });
  if (!ok) return say(mark, problem ?? form.dataset.failed);
  show(mark, wanted);
  say(mark, wanted ? form.dataset.kept : form.dataset.unkept, edit);
}

async function inBrowser(mark, wanted) {
  if (!wanted) {
    remove(mark.value);
    show(mark, false);
    return say(mark, form.dataset.unkept);
  }
  const { ok, ...anchor } = await send({ keep: mark.value });
  if (!ok) return say(mark, form.dataset.failed);
  const done = keep(anchor, Number(form.dataset.most));
  if (done !== 'kept') return say(mark, form.dataset[done]);
  show(mark, true);
  say(mark, form.dataset.kept, `${form.dataset.workbench}#${encodeURIComponent(mark.value)}`);
}

function showAll() {
  const kept = new Set(
    read()
      .places.filter(isKept)
      .map(({ place }) => place),
  );
  for (const mark of marks()) show(mark, kept.has(mark.value));
}

if (form) {
  const account = form.dataset.account !== undefined;
  const work = account ? inAccount : inBrowser;
  document.addEventListener('click', async (event) => {
    const mark = event.target.closest?.('.save-mark');
    if (!mark || mark.disabled) return;
    event.preventDefault();
    try {
      await work(mark, mark.name === 'keep');
    } catch {
      say(mark, form.dataset.failed);
    }
  });
  if (!account) {
    showAll();
    whenChanged(showAll);
  }
}
