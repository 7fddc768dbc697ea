// Lists what is recorded and still only on this device, and sends it; for recorder.js and spoken.js.
import { send } from './recorder-send.js';
import { bytesOf, clipsOn, removeClip, writeClip } from './recorder-store.js';
import { clock, hold } from './recorder-tape.js';

/**
 * The list in `#rec-device`. `mine` tells which clips are this page's, `inHand` gives the id of the one that is being recorded
 * or listened to, `metadata` what the archive is told of a clip, `arrived` is told how many were kept.
 */
export function heldClips({ story, endpoint, words, part, mine, inHand, metadata, arrived }) {
  let sending = false;
  let keptHere = 0; // since the page was opened: that they have arrived stays to be read

  /** Recordings of this story that are only on this device, but the one in hand. */
  async function waiting() {
    const held = new Set((await navigator.locks?.query())?.held.map(({ name }) => name));
    const clips = (await clipsOn(story)).filter(mine);
    return clips.filter(({ id }) => id !== inHand() && (sending || !held.has(`kolot ${id}`)));
  }

  async function show() {
    const clips = await waiting();
    part('device').hidden = clips.length === 0 && keptHere === 0;
    part('unsent').hidden = clips.length === 0;
    part('unsent').textContent = words.unsent[Math.min(clips.length, words.unsent.length) - 1] ?? '';
    part('clips').replaceChildren(...clips.map(lineOf));
    part('send').hidden = clips.length === 0 || sending;
    return clips.length;
  }

  function lineOf(one) {
    const line = document.createElement('li');
    const name = document.createElement('p');
    name.textContent = `${one.question} (${clock(one.lasts)})`;
    const listen = button(words.listen, async () => {
      const player = document.createElement(one.kind === 'video' ? 'video' : 'audio');
      player.controls = true;
      player.src = URL.createObjectURL(await bytesOf(one));
      listen.replaceWith(player);
    });
    const away = button(words.delete, async () => {
      if (sending || !confirm(words.delete_sure)) return;
      await removeClip(one.id);
      show();
    });
    line.append(name, listen, ' ', away);
    return line;
  }

  /** Sends one after another what is on this device, and takes from it what the archive has kept. */
  async function sendAll() {
    if (sending) return;
    sending = true;
    const say = (text) => {
      part('status').textContent = text;
    };
    let kept = 0;
    try {
      for (let [one] = await waiting(); one; [one] = await waiting()) {
        await show();
        await hold(one.id, () => sendOne(one, say));
        kept += 1;
        keptHere += 1;
      }
      say(kept ? words.kept : '');
    } catch (error) {
      say(error.problem ? (words.refused[error.problem] ?? words.failed) : words.failed);
    } finally {
      sending = false;
      await show();
      if (kept) arrived(kept);
    }
  }

  async function sendOne(one, say) {
    await send(await bytesOf(one), {
      endpoint,
      known: one.address,
      begun: (address) => writeClip(Object.assign(one, { address })),
      metadata: metadata(one),
      say: (text) => say(`${text} ${words.open}`),
      words,
    });
    await removeClip(one.id);
  }

  part('send').addEventListener('click', sendAll);
  return { show, sendAll, sending: () => sending, kept: () => keptHere };
}

function button(text, press) {
  const made = document.createElement('button');
  Object.assign(made, { type: 'button', className: 'family-quiet-button', textContent: text });
  made.addEventListener('click', press);
  return made;
}
