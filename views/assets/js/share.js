// Enhances the page that hands a passage on (views/public/sharing/share.ejs): one press copies a link or what a site is given.
const ways = document.querySelector('.share-ways');
for (const place of ways?.querySelectorAll('.share-copy') ?? []) {
  const [field, button] = [place.querySelector('input, textarea'), place.querySelector('button')];
  field.addEventListener('focus', () => field.select());
  if (!navigator.clipboard) continue;
  button.hidden = false;
  const before = button.textContent;
  button.setAttribute('aria-live', 'polite');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(field.value);
    button.textContent = ways.dataset.copied;
    setTimeout(() => {
      button.textContent = before;
    }, 2500);
  });
}
