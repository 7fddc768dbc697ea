// Enhances the steps of /contribute: saves while one writes and says so, stays on the page where the archive does not answer, and
// says that a file is on its way.
const form = document.querySelector('form[data-autosave]');
if (form) {
  const saved = form.querySelector('.family-saved');
  // `form.action` would be its buttons of that name.
  const version = form.elements.namedItem('version');
  const OUTLIVES_PAGE = 60_000; // bytes: a browser sends no more than 64 KiB once the page is left
  let changed = false;
  let leaving = false;
  let sure = false; // the archive has answered, and the form may go
  let saving = Promise.resolve('kept');

  const say = (words, unsaved) => {
    if (!saved) return;
    saved.textContent = words;
    saved.classList.toggle('unsaved', unsaved);
  };

  /** Saves when what went before is answered: `kept`, `refused` (the archive says why), or `lost` where nobody answered. */
  function save() {
    saving = saving.then(sendWords);
    return saving;
  }

  /** Everything but files, as the form would send it. What another tab saved meanwhile is left for the page to show, once it is sent. */
  async function sendWords() {
    if (!changed) return 'kept';
    changed = false;
    const words = new FormData(form);
    words.delete('files');
    words.set('action', 'stay');
    try {
      const answer = await fetch(form.getAttribute('action'), {
        method: 'POST',
        body: words,
        headers: { accept: 'application/json' },
        keepalive: new Blob([...words.values()]).size < OUTLIVES_PAGE,
      });
      if (answer.status < 500) {
        const said = answer.headers.get('content-type')?.includes('json') ? await answer.json() : {};
        goOnFrom(said);
        if (answer.ok && !changed) say(saved?.dataset.saved ?? '', false);
        if (!answer.ok) say(said.said ?? saved?.dataset.unsaved ?? '', true);
        return answer.ok ? 'kept' : 'refused';
      }
    } catch {
      // Said below: the line or the archive is away.
    }
    changed = true;
    say(saved?.dataset.unsaved ?? '', true);
    return 'lost';
  }

  /** The next save begins at what this one has kept. */
  function goOnFrom({ version: kept, captions = {} }) {
    if (kept !== undefined) version.value = String(kept);
    for (const [id, at] of Object.entries(captions)) {
      const field = form.elements.namedItem(`file.${id}.version`);
      if (field) field.value = String(at);
    }
  }

  form.addEventListener('input', () => {
    changed = true;
    say('', false);
  });
  form.addEventListener('submit', async (event) => {
    if (sure) {
      const uploading = form.querySelector('.family-uploading');
      const files = form.querySelector('input[type="file"]');
      if (files?.files.length && uploading) uploading.textContent = uploading.dataset.uploading;
      return;
    }
    // A page that cannot be sent gives way to one of the browser’s, and what was typed with it.
    event.preventDefault();
    if (leaving) return;
    leaving = true;
    changed = true;
    if ((await save()) === 'lost') {
      leaving = false;
      saved?.scrollIntoView({ block: 'nearest' });
      return;
    }
    sure = true;
    form.requestSubmit(event.submitter);
  });
  window.addEventListener('pageshow', () => {
    leaving = false;
    sure = false;
  });
  const meanwhile = () => {
    if (!leaving) save();
  };
  setInterval(meanwhile, 5_000);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') meanwhile();
  });
}
