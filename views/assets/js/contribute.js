// Enhances the steps of /contribute: saves while one writes, says so, and says that a file is on its way.
const form = document.querySelector('form[data-autosave]');
if (form) {
  const saved = form.querySelector('.family-saved');
  // `form.action` would be its buttons of that name.
  const version = form.elements.namedItem('version');
  let changed = false;
  let sending = false;
  let leaving = false;

  const say = (words, unsaved) => {
    if (!saved) return;
    saved.textContent = words;
    saved.classList.toggle('unsaved', unsaved);
  };

  /** Everything but files, as the form would send it. What another tab saved meanwhile is left for the page to show. */
  async function save() {
    if (!changed || sending || leaving) return;
    sending = true;
    changed = false;
    const words = new FormData(form);
    words.delete('files');
    for (const name of [...words.keys()]) if (name.startsWith('file.')) words.delete(name);
    words.set('action', 'stay');
    try {
      const answer = await fetch(form.getAttribute('action'), {
        method: 'POST',
        body: words,
        headers: { accept: 'application/json' },
        keepalive: true,
      });
      if (answer.ok) {
        version.value = String((await answer.json()).version);
        if (!changed) say(saved?.dataset.saved ?? '', false);
      } else if (answer.status !== 409) throw new Error(String(answer.status));
    } catch {
      changed = true;
      say(saved?.dataset.unsaved ?? '', true);
    } finally {
      sending = false;
    }
  }

  form.addEventListener('input', () => {
    changed = true;
    say('', false);
  });
  form.addEventListener('submit', () => {
    leaving = true;
    const files = form.querySelector('input[type="file"]');
    const uploading = form.querySelector('.family-uploading');
    if (files?.files.length && uploading) uploading.textContent = uploading.dataset.uploading;
  });
  window.addEventListener('pageshow', () => {
    leaving = false;
  });
  setInterval(save, 5_000);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save();
  });
}
