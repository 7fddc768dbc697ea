// One place, and one folder, on the workbench of a browser (shelf-browser.js): the controls of each, its note, its folders.
import { change, read } from './shelf-store.js';

const template = (id) => document.getElementById(id).content.cloneNode(true);
const labelled = (button, name) => button.setAttribute('aria-label', button.dataset.label.replace('…', name));

function steps(within, name, { up, down, move }) {
  for (const button of within.querySelectorAll('[data-step]')) {
    const step = Number(button.dataset.step);
    labelled(button, name);
    button.disabled = step < 0 ? !up : !down;
    button.addEventListener('click', () => move(step));
  }
}

export function folderLine({ id, name }, { up, down, move }) {
  const line = template('shelf-folder').firstElementChild;
  line.dataset.folder = id;
  const link = line.querySelector('a');
  link.href = `#folder-${encodeURIComponent(id)}`;
  link.textContent = name;
  link.dir = 'auto';
  line.querySelector('.shelf-order').hidden = !(up || down);
  steps(line, name, { up, down, move: (step) => move(id, step) });
  return line;
}

/** Puts the reader's own things under what the archive shows of a place. */
export function fillPlace(line, entry, { folder, folders, words, up, down, move, remove, out, keep, off }) {
  line.dataset.place = entry.place;
  const name = line.querySelector('.line-title')?.textContent.trim() ?? words.gone;
  const own = template('shelf-entry');
  const order = own.querySelector('.shelf-order');
  order.hidden = folder === null || !(up || down);
  if (folder) steps(own, name, { up, down, move });
  const note = own.querySelector('[data-note]');
  note.hidden = entry.note === '';
  note.querySelector('p').textContent = entry.note;
  const mine = folders.filter(({ places }) => places.includes(entry.place));
  const chips = own.querySelector('[data-chips]');
  chips.hidden = mine.length === 0;
  chips.append(...mine.map(chip));
  const removing = own.querySelector('[data-remove]');
  labelled(removing, name);
  removing.addEventListener('click', remove);
  const taking = own.querySelector('[data-out]');
  taking.hidden = folder === null;
  taking.addEventListener('click', out);
  form(own.querySelector('form'), entry, { folders, mine, words, keep, off, line });
  line.append(own);
}

function chip({ id, name }) {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.className = 'chip';
  link.href = `#folder-${encodeURIComponent(id)}`;
  link.dir = 'auto';
  link.textContent = name;
  item.append(link);
  return item;
}

function form(form, entry, { folders, mine, words, keep, off, line }) {
  const text = form.querySelector('textarea');
  text.value = entry.note;
  let opened = entry.note; // as it was when this window read it
  const choices = form.querySelector('[data-choices]');
  choices.hidden = folders.length === 0;
  for (const { id, name } of folders) {
    const label = document.createElement('label');
    label.className = 'shelf-choice';
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.value = id;
    box.checked = mine.some((one) => one.id === id);
    const words = document.createElement('bdi');
    words.textContent = name;
    label.append(box, ' ', words);
    choices.append(label);
  }
  const problem = (is, other = null) => {
    const [said, theirs] = [form.querySelector('[data-problem]'), form.querySelector('[data-other]')];
    said.hidden = false;
    said.textContent = is;
    theirs.hidden = other === null;
    theirs.textContent = other ?? '';
    text.focus();
  };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const typed = text.value.trimEnd();
    if ([...typed].length > Number(words.letters)) return problem(words.long);
    const there = read().places.find(({ place }) => place === entry.place)?.note ?? '';
    if (there !== opened && there !== typed) {
      opened = there; // both have been seen now: what is kept next is meant
      return problem(words.changed, there);
    }
    const chosen = new Set([...choices.querySelectorAll('input:checked')].map(({ value }) => value));
    const offered = new Set(folders.map(({ id }) => id));
    const written = change((shelf) => {
      Object.assign(shelf.places.find(({ place }) => place === entry.place) ?? {}, { note: typed });
      for (const folder of shelf.folders) {
        if (!offered.has(folder.id)) continue;
        const others = folder.places.filter((place) => place !== entry.place);
        if (!chosen.has(folder.id)) folder.places = others;
        else if (others.length === folder.places.length) folder.places.push(entry.place);
      }
    });
    if (!written) return off();
    const place = line.dataset.place;
    await keep();
    document.querySelector(`[data-place="${CSS.escape(place)}"] summary`)?.focus();
  });
}
