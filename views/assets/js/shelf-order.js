// Enhances the buttons that move a place within a folder (views/public/shelf/order.ejs): it moves without the page loading anew,
// and the button stays under the hand. At the edges of a page of the list, the form is sent as it is.
const list = document.querySelector('.shelf[data-moved]');
const said = document.createElement('p');
said.className = 'visually-hidden';
said.setAttribute('role', 'status');

function settle() {
  const lines = [...list.children];
  for (const [at, line] of lines.entries()) {
    for (const [step, off] of [
      ['up', at === 0],
      ['down', at === lines.length - 1],
    ])
      for (const button of line.querySelectorAll(`[data-step="${step}"]`)) button.disabled = off;
  }
}

if (list && !document.querySelector('.turn')) {
  list.after(said);
  list.addEventListener('submit', async (event) => {
    const button = event.submitter;
    const line = button?.closest('.shelf > li');
    const step = button?.dataset.step;
    const other = step === 'up' ? line?.previousElementSibling : line?.nextElementSibling;
    if (!step || !other) return;
    event.preventDefault();
    const sent = await fetch(button.formAction, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(new FormData(event.target)),
      redirect: 'manual',
    });
    if (sent.type !== 'opaqueredirect') return location.reload();
    if (step === 'up') other.before(line);
    else other.after(line);
    settle();
    const next = button.disabled ? line.querySelector('[data-step]:not(:disabled)') : button;
    next?.focus();
    said.textContent = '';
    requestAnimationFrame(() => {
      said.textContent = list.dataset.moved;
    });
  });
}
