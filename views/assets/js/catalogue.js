// Enhances the catalogue form (views/desk/catalogue/edit.ejs): what is typed is kept on the server as a draft, rows come and go
// without a new page, dates say how they are understood.
const KEPT_ON_THE_WAY = 60_000; // letters: the most a browser sends from a page that is left
const form = document.querySelector('.cat-form');
if (form) begin(form);

function begin(form) {
  const status = form.querySelector('.cat-kept');
  document.querySelector('#problems')?.focus();
  for (const list of form.querySelectorAll('[data-list]')) rows(list);
  enhance(form);

  let timer = 0;
  let sent = null;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 1500);
  });
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    sent = 'going';
  });
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && timer) keep();
  });
  // Come back to with the browser's button, as it was left: what is typed from now on is kept again.
  addEventListener('pageshow', (event) => {
    if (event.persisted) sent = null;
  });
  let typed = false;
  form.addEventListener('input', () => {
    typed = true;
  });
  // What cannot be kept on the way out is not left without a question.
  addEventListener('beforeunload', (event) => {
    if (sent === 'going' || !typed) return;
    const long = timer && new URLSearchParams(new FormData(form)).toString().length >= KEPT_ON_THE_WAY;
    if (long || !form.dataset.autosave) event.preventDefault();
  });

  /** Keeps what is typed. Sent again with the next letter where the line was cut. */
  async function keep() {
    timer = 0;
    if (sent === 'going' || !form.dataset.autosave) return;
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.dataset.autosave, {
        method: 'POST',
        body,
        keepalive: body.toString().length < KEPT_ON_THE_WAY,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
      status.textContent = `${form.dataset.kept} ${time.format(new Date())}`;
    } catch {
      status.textContent = form.dataset.notKept;
    }
  }

  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
      event.preventDefault();
      form.requestSubmit(
        form.querySelector(event.shiftKey ? 'button[value="next"]' : '.cat-save button[value="save"]'),
      );
    }
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) moveRow(event);
    if (event.altKey && (event.key === 'PageUp' || event.key === 'PageDown')) {
      const link = document.querySelector(`.cat-beside a[rel=${event.key === 'PageUp' ? 'prev' : 'next'}]`);
      if (link) event.preventDefault();
      link?.click();
    }
    if (event.altKey && /^[1-6]$/.test(event.key)) {
      event.preventDefault();
      const section = form.querySelectorAll('.cat-section')[Number(event.key) - 1];
      section?.querySelector('input:not([type=hidden]), select, textarea')?.focus();
    }
  });
  form.addEventListener('keydown', (event) => {
    // Enter in a line of the form goes on; it never saves by accident.
    if (
      event.key === 'Enter' &&
      event.target.matches('input:not([type=radio], [type=checkbox])') &&
      !event.defaultPrevented
    ) {
      if (event.target.id !== 'reason') event.preventDefault();
    }
  });

  function moveRow(event) {
    const row = event.target.closest('[data-row]');
    if (!row || !form.contains(row)) return;
    event.preventDefault();
    const other = event.key === 'ArrowUp' ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (event.key === 'ArrowUp') other.before(row);
    else other.after(row);
    event.target.focus();
    form.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

/** Adding and taking out rows of one list. */
function rows(list) {
  const template = list.querySelector('template');
  const add = list.querySelector('button.add');
  if (!template || !add) return;
  let number = list.querySelectorAll('[data-row]').length;
  add.addEventListener('click', (event) => {
    event.preventDefault();
    const row = template.content.firstElementChild.cloneNode(true);
    for (const element of row.querySelectorAll('[name], [id], [for], [aria-describedby]')) {
      for (const attribute of ['name', 'id', 'for', 'aria-describedby']) {
        const value = element.getAttribute(attribute);
        if (value)
          element.setAttribute(attribute, value.replaceAll('.new.', `.${number}.`).replaceAll('-new-', `-${number}-`));
      }
    }
    number += 1;
    list.querySelector('.cat-rows').append(row);
    enhance(row);
    row.querySelector('input:not([type=hidden]), select, textarea')?.focus();
  });
}

/** What there is in a part of the form. */
function enhance(part) {
  const { dates, understood, remove } = document.querySelector('.cat-form').dataset;
  for (const input of part.querySelectorAll('input[data-date]')) readDate(input, dates, understood);
  const boxes = part.querySelectorAll('input[name$=".remove"]');
  for (const box of boxes) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'tool';
    button.textContent = remove;
    button.addEventListener('click', () => {
      const row = box.closest('[data-row]');
      const list = row.closest('[data-list]');
      row.remove();
      list.querySelector('button.add')?.focus();
      list.dispatchEvent(new Event('input', { bubbles: true }));
    });
    box.closest('label').replaceWith(button);
  }
}

function readDate(input, address, understood) {
  const read = input.closest('.field').querySelector('.understood');
  if (!read) return;
  let asked = 0;
  let timer = 0;
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const mine = ++asked;
      const answer = await fetch(`${address}?text=${encodeURIComponent(input.value)}`).catch(() => null);
      const found = answer?.ok ? (await answer.json()).understood : null;
      if (mine !== asked) return;
      read.textContent = '';
      if (!found) return;
      const code = document.createElement('code');
      code.dir = 'ltr';
      code.textContent = found.edtf;
      read.append(`${understood.trim()} ${found.words} `, code);
    }, 250);
  });
}
