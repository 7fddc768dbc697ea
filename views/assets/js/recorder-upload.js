// Enhances the form for a large file of /contribute/…/record: sends it in pieces that resume, with how far it is.
import { send } from './recorder-send.js';

export function sendsLargeFile({ form, field, status, bar, endpoint, words }) {
  form.addEventListener('submit', async (event) => {
    const [file] = field.files;
    if (!file) return;
    event.preventDefault();
    const pressed = form.querySelector('button');
    bar.hidden = false;
    pressed.disabled = true;
    try {
      await send(file, {
        endpoint,
        metadata: { filename: file.name, purpose: 'recording' },
        say: (text) => {
          status.textContent = `${text} ${words.open}`;
        },
        bar: (share) => {
          bar.value = share;
        },
        words,
      });
      location.hash = 'here';
      location.reload();
    } catch ({ problem }) {
      status.textContent = problem ? (words.refused[problem] ?? words.failed) : words.failed;
      pressed.disabled = false;
      bar.hidden = true;
    }
  });
}
