// Enhances lists of testimonies at the desk (views/desk/catalogue/list.ejs): j and k go down and up, / goes to the search.
const links = () => [...document.querySelectorAll('[data-keys] a.cat-line-link')];

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, select, textarea')) return;
  const all = links();
  const at = all.indexOf(document.activeElement);
  if (event.key === 'j') all[Math.min(at + 1, all.length - 1)]?.focus();
  else if (event.key === 'k') all[Math.max(at - 1, 0)]?.focus();
  else if (event.key === '/') {
    event.preventDefault();
    document.querySelector('.desk-filters input[type=search]')?.focus();
  } else if (event.key === 'n') document.querySelector('a[rel=next]')?.click();
  else if (event.key === 'p') document.querySelector('a[rel=prev]')?.click();
});
