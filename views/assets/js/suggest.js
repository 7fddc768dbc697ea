// Enhances every box that searches the whole archive: a list of suggestions while one types. An editable combobox with list
// autocomplete: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
const PAUSE = 120; // milliseconds without a key before the archive is asked
const { lang } = document.documentElement;

for (const form of document.querySelectorAll('form[role="search"][action$="/search"]')) {
  if (form.elements.q) enhance(form, form.elements.q);
}

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** An element with `text`, the letters that were typed marked in it. */
function marked(element, text, ranges) {
  let at = 0;
  for (const { start, end } of ranges) {
    element.append(text.slice(at, start), make('mark', { textContent: text.slice(start, end) }));
    at = end;
  }
  element.append(text.slice(at));
  return element;
}

function enhance(form, input) {
  const list = make('div', { className: 'suggest', id: `${input.id}-suggest`, hidden: true, role: 'listbox' });
  const said = make('p', { className: 'visually-hidden', role: 'status' });
  list.setAttribute('aria-label', input.labels[0]?.textContent ?? input.getAttribute('aria-label') ?? '');
  form.append(list, said);
  const state = { 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false', role: 'combobox' };
  for (const [name, value] of Object.entries({ ...state, autocapitalize: 'none', spellcheck: 'false' }))
    input.setAttribute(name, value);

  let options = [];
  let at = -1; // the option chosen by key
  let timer;
  let asking;

  const isOpen = () => !list.hidden;

  function open(opened) {
    list.hidden = !opened;
    input.setAttribute('aria-expanded', String(opened));
    if (opened) {
      const bottom = visualViewport ? visualViewport.offsetTop + visualViewport.height : innerHeight;
      list.style.setProperty('--suggest-room', `${Math.max(200, bottom - input.getBoundingClientRect().bottom)}px`);
    } else choose(-1);
  }

  function choose(next) {
    options[at]?.setAttribute('aria-selected', 'false');
    at = next;
    const option = options[at];
    if (!option) return input.removeAttribute('aria-activedescendant');
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', option.id);
  }

  function option(id, address, ...children) {
    const made = make('div', { id: `${list.id}-${id}`, role: 'option' }, ...children);
    made.setAttribute('aria-selected', 'false');
    made.dataset.address = address;
    return made;
  }

  function show({ search, groups, said: words }) {
    const first = option(0, '', make('span', { className: 'suggest-what' }, search.label));
    list.replaceChildren(first);
    for (const { group, label, suggestions } of groups) {
      const head = make('div', { className: 'suggest-head', id: `${list.id}-${group}`, textContent: label });
      const box = make('div', { role: 'group' }, head);
      head.setAttribute('role', 'presentation');
      box.setAttribute('aria-labelledby', head.id);
      for (const one of suggestions) {
        const name = marked(make('bdi', { dir: one.dir, lang: one.lang ?? '' }), one.label, one.marks);
        const what = make('span', { className: 'suggest-what' }, name);
        if (one.note) what.append(' ', marked(make('span', { className: 'suggest-note' }), one.note, one.noteMarks));
        const made = option(
          list.querySelectorAll('[role="option"]').length + box.childElementCount - 1,
          one.search ?? one.url,
          what,
        );
        if (one.counted) made.append(' ', make('span', { className: 'suggest-count', textContent: one.counted }));
        box.append(made);
      }
      list.append(box);
    }
    options = [...list.querySelectorAll('[role="option"]')];
    at = -1;
    list.scrollTop = 0;
    open(true);
    choose(-1);
    said.textContent = words;
  }

  function stop() {
    clearTimeout(timer);
    asking?.abort();
  }

  async function ask() {
    const q = input.value;
    stop();
    if (!q.trim() || q.length > 200) return open(false);
    asking = new AbortController();
    const { signal } = asking;
    try {
      const answer = await fetch(`/api/v1/suggest?${new URLSearchParams({ q, lang })}`, { signal });
      if (answer.ok && document.activeElement === input) show(await answer.json());
      else open(false);
    } catch (error) {
      if (error.name !== 'AbortError') open(false); // one can search all the same
    }
  }

  function take(chosen) {
    stop();
    open(false);
    const { address } = chosen.dataset;
    if (address) location.assign(new URL(address).pathname + new URL(address).search);
    else form.requestSubmit();
  }

  input.addEventListener('input', (event) => {
    stop();
    choose(-1);
    if (!event.isComposing) timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener('compositionend', () => {
    stop();
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const last = options.length - 1;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen()) return void ask();
      if (event.altKey) return event.key === 'ArrowUp' ? open(false) : undefined;
      if (event.key === 'ArrowDown') choose(at === last ? -1 : at + 1);
      else choose(at === -1 ? last : at - 1);
    } else if (event.key === 'Enter' && isOpen() && at !== -1) {
      event.preventDefault();
      take(options[at]);
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      stop();
      open(false);
    } else if (event.key === 'Escape') {
      event.preventDefault(); // not every browser empties a box; an open list is closed first, and what is typed stays
      if (!isOpen()) input.value = '';
      stop();
      open(false);
    } else if (!['Shift', 'Alt'].includes(event.key)) choose(-1); // Home, End and letters belong to the text
  });
  input.addEventListener('blur', () => {
    stop();
    open(false);
  });
  // A press keeps the focus in the box; what it lands on is chosen when it ends there, so that a finger can scroll the list.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const chosen = event.target.closest('[role="option"]');
    if (chosen) take(chosen);
  });
  visualViewport?.addEventListener('resize', () => isOpen() && open(true));
}
