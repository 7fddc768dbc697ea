// Enhances a field in which a place, a person or a term is typed (views/desk/catalogue/field.ejs): offers what may be meant, in
// every spelling, as a combobox (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). Without it, saving asks which is meant.
let count = 0;

document.addEventListener('focusin', ({ target }) => {
  if (!target.matches('input[data-kind]') || target.role === 'combobox') return;
  const { authorities, new: add, nothing } = target.closest('[data-authorities]')?.dataset ?? {};
  if (authorities) offer(target, { address: authorities, add, nothing });
});

/** `address`: where to ask. `add`: what the offer of a new one says, before its name. `nothing`: that nothing is known so. */
function offer(input, { address, add, nothing }) {
  const form = input.form;
  const name = input.name.replace(/_text$/, '');
  const hidden = (suffix) =>
    input.parentElement.querySelector(`input[type=hidden][name="${CSS.escape(name + suffix)}"]`);
  const chosen = hidden('');
  const chosenFor = hidden('_for');
  if (!chosen || !chosenFor || !form) return;
  const box = document.createElement('ul');
  box.className = 'cat-offer';
  box.role = 'listbox';
  box.id = `offer-${++count}`;
  box.hidden = true;
  input.after(box);
  input.role = 'combobox';
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-expanded', 'false');
  input.setAttribute('aria-controls', box.id);
  let options = [];
  let at = -1;
  let asked = 0;
  let timer = 0;

  function close() {
    box.hidden = true;
    at = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function mark(next) {
    at = (next + options.length) % options.length;
    [...box.children].forEach((item, number) => {
      item.setAttribute('aria-selected', String(number === at));
    });
    input.setAttribute('aria-activedescendant', box.children[at].id);
    box.children[at].scrollIntoView({ block: 'nearest' });
  }

  function choose(option) {
    if (option.id !== 'new') input.value = option.label;
    chosen.value = option.id;
    chosenFor.value = input.value;
    input.removeAttribute('aria-invalid');
    close();
    form.dispatchEvent(new Event('input', { bubbles: true }));
  }

  function show(candidates) {
    const text = input.value.trim();
    options = [...candidates, { id: 'new', label: `${add} ${text}`, detail: candidates.length ? '' : nothing }];
    box.replaceChildren(
      ...options.map((option, number) => {
        const item = document.createElement('li');
        item.role = 'option';
        item.id = `${box.id}-${number}`;
        item.setAttribute('aria-selected', 'false');
        const label = document.createElement('bdi');
        label.textContent = option.label;
        const detail = document.createElement('span');
        detail.className = 'quiet small';
        detail.textContent = option.detail;
        item.append(label, ' ', detail);
        item.addEventListener('pointerdown', (event) => {
          event.preventDefault();
          choose(option);
        });
        return item;
      }),
    );
    box.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    at = -1;
  }

  async function ask() {
    const mine = ++asked;
    const text = input.value.trim();
    if (text === '') return close();
    const country = input.closest('[data-row]')?.querySelector('input[list=countries]')?.value ?? '';
    const query = new URLSearchParams({
      kind: input.dataset.kind,
      q: text,
      country: input.dataset.kind === 'place' ? country : '',
    });
    const answer = await fetch(`${address}?${query}`).catch(() => null);
    if (!answer?.ok || mine !== asked || document.activeElement !== input) return;
    show((await answer.json()).candidates);
  }

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  input.addEventListener('blur', () => setTimeout(close, 100));
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (event.altKey) return;
      event.preventDefault();
      if (box.hidden) ask();
      else mark(at + (event.key === 'ArrowDown' ? 1 : at < 0 ? 0 : -1));
    } else if (event.key === 'Enter' && !box.hidden) {
      event.preventDefault();
      choose(options[Math.max(at, 0)]);
    } else if (event.key === 'Escape' && !box.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === 'Tab' && !box.hidden && at >= 0) choose(options[at]);
  });
}
