/**
 * The tables of the desk: the arrow keys move from row to row, Home and End to the first and last, Enter follows the row's
 * link, the space bar ticks its box; shift and a click tick all boxes between. Keys count only within the table.
 * The menu of the account closes with Escape. Where the places of the desk do not fit, the one that is open is in sight.
 */
for (const table of document.querySelectorAll('table.desk-table')) {
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  const linkOf = (row) => row.querySelector('a[href]');

  table.addEventListener('keydown', (event) => {
    const row = event.target.closest('tbody tr');
    if (!row || event.target.matches('input:not([type="checkbox"]), select, textarea') || event.altKey) return;
    const at = rows.indexOf(row);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined) return;
    const next = rows[to];
    if (!next) return;
    event.preventDefault();
    // From a box to the next box, from a link to the next link.
    const box = event.target.matches('input') && next.querySelector('input[type="checkbox"]');
    (box || linkOf(next))?.focus();
    next.scrollIntoView({ block: 'nearest' });
  });

  let last = null;
  table.addEventListener('click', (event) => {
    const box = event.target.closest('tbody input[type="checkbox"]');
    if (!box) return;
    const boxes = rows.map((row) => row.querySelector('input[type="checkbox"]')).filter(Boolean);
    if (event.shiftKey && last) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      for (const one of boxes.slice(from, to + 1)) {
        if (one.checked === box.checked) continue;
        one.checked = box.checked;
        one.dispatchEvent(new Event('change', { bubbles: true }));
      }
    }
    last = box;
  });
}

for (const menu of document.querySelectorAll('details.desk-menu')) {
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
}

for (const list of document.querySelectorAll('.desk-nav ul, .desk-tabs ul')) {
  const here = list.querySelector('[aria-current]');
  if (here && list.scrollWidth > list.clientWidth)
    here.scrollIntoView({ block: 'nearest', inline: 'center', behavior: 'instant' });
}

/** Copies what is in the field that a button names. */
for (const button of document.querySelectorAll('button[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const field = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(field.value ?? field.textContent);
    button.textContent = button.dataset.copied;
  });
}
