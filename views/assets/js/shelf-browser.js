// Enhances the workbench of a reader without an account (views/public/shelf/in-browser.ejs): shows what this browser keeps. The
// archive is asked what each place is now, and is told of no note.
import { fillPlace, folderLine } from './shelf-line.js';
import { change, isKept, read, whenChanged, works } from './shelf-store.js';

const shelf = document.querySelector('.shelf-browser');
const AT_ONCE = 50;
let most = AT_ONCE;
const shown = new Map(); // places as the archive shows them now, each fetched once

const part = (name) => shelf.querySelector(`[data-${name}]`);
const list = (name) => shelf.querySelector(`[data-list="${name}"]`);
const hash = () => decodeURIComponent(location.hash.slice(1));

/** Says what was done, and offers to undo it. */
function say(words, undo) {
  const said = part('said');
  said.hidden = false;
  said.textContent = '';
  const text = document.createElement('p');
  text.textContent = words;
  said.append(text);
  if (undo) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button plain';
    button.textContent = shelf.dataset.undo;
    button.addEventListener('click', async () => {
      undo();
      await show();
      say(shelf.dataset.back);
      said.focus();
    });
    said.append(button);
    button.focus();
  }
}

function alter(work) {
  if (!change(work)) say(shelf.dataset.off);
}

/** The folder that the address names, and what is to be listed. */
function wanted({ places, folders }) {
  const folder = folders.find(({ id, removedAt }) => hash() === `folder-${id}` && !removedAt) ?? null;
  const kept = places.filter(isKept);
  if (!folder) return { folder, entries: kept.sort((one, other) => other.savedAt.localeCompare(one.savedAt)) };
  return { folder, entries: folder.places.map((name) => kept.find(({ place }) => place === name)).filter(Boolean) };
}

async function fetchLines(entries) {
  const missing = entries.filter(({ place }) => !shown.has(place));
  if (missing.length === 0) return;
  const places = missing.map(({ place, accession, part, startMs, lang, sha256, savedAt }) => ({
    place,
    accession,
    part,
    startMs,
    lang,
    sha256,
    savedAt,
  }));
  const answer = await fetch(shelf.dataset.lines, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ places }),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const line of page.querySelectorAll('li[data-place]')) shown.set(line.dataset.place, line);
}

/** Shows everything anew. */
async function show() {
  const kept = read();
  const { folder, entries } = wanted(kept);
  const page = entries.slice(0, most);
  try {
    await fetchLines(page);
  } catch {
    say(shelf.dataset.unread);
  }
  const folders = kept.folders.filter(isKept);
  list('folders').replaceChildren(
    ...folders.map((one, at) => folderLine(one, { up: at > 0, down: at < folders.length - 1, move: moveFolder })),
  );
  part('new').hidden = folders.length >= Number(shelf.dataset.folders);
  shelf.querySelector('#kept').textContent = folder?.name ?? shelf.dataset.all;
  part('all-link').hidden = !folder;
  part('none').hidden = entries.length > 0 || folder !== null;
  part('more').hidden = entries.length <= most;
  part('take').hidden = entries.length === 0;
  part('rename').hidden = !folder;
  if (folder) part('rename').querySelector('input').value = folder.name;
  list('places').replaceChildren(
    ...page.map((entry, at) => {
      const line = shown.get(entry.place)?.cloneNode(true) ?? document.createElement('li');
      fillPlace(line, entry, {
        folder,
        folders,
        words: shelf.dataset,
        up: at > 0,
        down: at < entries.length - 1,
        move: (step) => moveEntry(folder.id, entry.place, step),
        remove: () => letGo(entry.place),
        out: () => takeOut(folder.id, entry.place),
        keep: show,
        off: () => say(shelf.dataset.off),
      });
      return line;
    }),
  );
}

function moved(names, at, step) {
  const to = at + step;
  if (at < 0 || to < 0 || to >= names.length) return;
  names.splice(to, 0, ...names.splice(at, 1));
}

async function refocus(selector, step) {
  await show();
  const line = shelf.querySelector(selector);
  const button =
    line?.querySelector(`[data-step="${step}"]:not(:disabled)`) ?? line?.querySelector('[data-step]:not(:disabled)');
  say(shelf.dataset.moved);
  button?.focus();
}

function moveFolder(id, step) {
  alter(({ folders }) => {
    const kept = folders.filter(isKept);
    const at = kept.findIndex((one) => one.id === id);
    const other = kept[at + step];
    if (!other) return;
    const [one, two] = [folders.indexOf(kept[at]), folders.indexOf(other)];
    [folders[one], folders[two]] = [folders[two], folders[one]];
  });
  refocus(`[data-folder="${CSS.escape(id)}"]`, step);
}

function moveEntry(id, place, step) {
  alter(({ places, folders }) => {
    const folder = folders.find((one) => one.id === id);
    const kept = new Set(places.filter(isKept).map((one) => one.place));
    const names = folder.places.filter((name) => kept.has(name));
    moved(names, names.indexOf(place), step);
    folder.places = [...names, ...folder.places.filter((name) => !kept.has(name))];
  });
  refocus(`[data-place="${CSS.escape(place)}"]`, step);
}

async function letGo(place) {
  const mark = (removedAt) =>
    alter(({ places }) => Object.assign(places.find((one) => one.place === place) ?? {}, { removedAt }));
  mark(new Date().toISOString());
  await show();
  say(shelf.dataset.removed, () => mark(null));
}

async function takeOut(id, place) {
  alter(({ folders }) => {
    const folder = folders.find((one) => one.id === id);
    folder.places = folder.places.filter((name) => name !== place);
  });
  await show();
  shelf.querySelector('#kept').focus();
}

/** What is wrong with a name of a folder, in words; null where nothing is. */
function wrongName(name, own = null) {
  if (!name) return shelf.dataset.missing;
  const taken = read().folders.some((one) => isKept(one) && one.name === name && one.id !== own);
  return taken ? shelf.dataset.taken : null;
}

const TURNING = /[\u202a-\u202e\u2066-\u2069]/gu; // signs that would turn what stands beside the name
const typed = (form) => form.querySelector('input').value.replace(TURNING, '').replace(/\s+/gu, ' ').trim();

function listen() {
  part('new').addEventListener('submit', async (event) => {
    event.preventDefault();
    const name = typed(event.target);
    const wrong = wrongName(name);
    if (wrong) return say(wrong);
    alter(({ folders }) =>
      folders.push({ id: crypto.randomUUID?.() ?? String(Date.now()), name, places: [], removedAt: null }),
    );
    event.target.reset();
    await show();
  });
  part('rename').addEventListener('submit', async (event) => {
    event.preventDefault();
    const { folder } = wanted(read());
    const name = typed(event.target);
    const wrong = wrongName(name, folder.id);
    if (wrong) return say(wrong);
    alter(({ folders }) => Object.assign(folders.find(({ id }) => id === folder.id) ?? {}, { name }));
    await show();
    say(shelf.dataset.noted);
  });
  part('remove-folder').addEventListener('click', async () => {
    const { folder } = wanted(read());
    const mark = (removedAt) =>
      alter(({ folders }) => Object.assign(folders.find(({ id }) => id === folder.id) ?? {}, { removedAt }));
    mark(new Date().toISOString());
    history.replaceState(null, '', location.pathname);
    await show();
    say(shelf.dataset.folderRemoved, () => mark(null));
  });
  part('more').addEventListener('click', () => {
    most += AT_ONCE;
    show();
  });
  part('take').addEventListener('submit', ({ target }) => {
    const { folder, entries } = wanted(read());
    const places = entries.map(({ removedAt: _, ...entry }) => ({ ...entry, folders: [] }));
    target.querySelector('input').value = JSON.stringify({ name: folder?.name ?? null, places });
  });
  addEventListener('hashchange', async () => {
    most = AT_ONCE;
    await show();
    if (!openNamed()) shelf.querySelector('#kept').focus();
  });
  whenChanged(() => {
    // What is being typed is not disturbed.
    if (!shelf.querySelector('[data-edit][open]')) show();
  });
}

/** Opens the note of the place that the address names. */
function openNamed() {
  const line = [...list('places').children].find(({ dataset }) => dataset.place === hash());
  if (!line) return false;
  line.querySelector('[data-edit]').open = true;
  line.querySelector('textarea').focus();
  return true;
}

if (shelf) {
  for (const one of document.querySelectorAll('[data-without-script]')) one.remove();
  for (const one of document.querySelectorAll('[data-with-script]')) one.hidden = false;
  shelf.hidden = false;
  if (!works()) say(shelf.dataset.off);
  listen();
  await show();
  openNamed();
}
