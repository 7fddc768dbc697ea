// Enhances the page of one photograph (views/public/photograph.ejs): the arrow keys lead to the one before and the one after.
const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
const back = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
addEventListener('keydown', (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest?.('input, textarea, select')) return;
  const rel = { [forward]: 'next', [back]: 'prev' }[event.key];
  document.querySelector(`.turn a[rel="${rel}"]`)?.click();
});
