// Enhances /contribute/…/agreement: the agreement said aloud is recorded in the page, kept on the device until the archive has it.
import { heldClips } from './recorder-held.js';
import { bytesOf, removeClip, writeClip } from './recorder-store.js';
import { clock, listenIn, openMicrophone, record } from './recorder-tape.js';

const root = document.getElementById('spoken');
const part = (name) => document.getElementById(`rec-${name}`);
const { story, endpoint } = root.dataset;
const words = JSON.parse(root.dataset.words);
const form = root.closest('form');

let stream = null;
let tape = null;
const held = heldClips({
  story,
  endpoint,
  words,
  part,
  mine: ({ purpose }) => purpose === 'agreement',
  inHand: () => tape?.clip.id,
  metadata: (one) => ({ filename: one.name, purpose: 'agreement' }),
  arrived: () => {
    part('device').hidden = true; // the page says it itself
    part('arrived').hidden = false;
    part('arrived').focus();
    stage('begin');
  },
});

function stage(state) {
  const shown = {
    begin: state === 'begin',
    now: state === 'recording',
    stop: state === 'recording',
    review: state === 'review',
  };
  for (const [name, is] of Object.entries(shown)) part(name).hidden = !is;
  part('now').classList.toggle('live', state === 'recording');
}

function trouble(text) {
  part('trouble-text').textContent = text;
  part('trouble').hidden = false;
  part('trouble').scrollIntoView({ block: 'center' });
}

function letGo() {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
}

async function begin() {
  part('trouble').hidden = true;
  try {
    stream = await openMicrophone('audio');
  } catch (error) {
    return trouble(words.trouble[error.trouble] ?? words.trouble.unsupported);
  }
  for (const track of stream.getTracks()) track.addEventListener('ended', () => tape?.stop());
  const about = { story, purpose: 'agreement', question: root.dataset.called, name: 'agreement' };
  tape = record(stream, 'audio', about, { full: () => trouble(words.no_room), ended: review });
  part('state').textContent = words.recording;
  listenIn(stream, ({ share, quiet }) => {
    part('level').style.inlineSize = `${share * 100}%`;
    part('hears').textContent = quiet ? words.silent : words.hears;
    part('time').textContent = clock(tape?.lasted() ?? 0);
  });
  stage('recording');
}

async function review() {
  letGo();
  part('play').src = URL.createObjectURL(await bytesOf(tape.clip));
  part('play').classList.add('sound');
  stage('review');
}

function endReview() {
  URL.revokeObjectURL(part('play').src);
  part('play').removeAttribute('src');
  tape = null;
}

async function keep() {
  await writeClip(Object.assign(tape.clip, { ready: true }));
  endReview();
  stage('begin');
  await held.sendAll();
}

async function again() {
  if (!confirm(words.retake_sure)) return;
  await removeClip(tape.clip.id);
  endReview();
  stage('begin');
}

root.hidden = false;
for (const [name, press] of Object.entries({ begin, keep, again, stop: () => tape?.stop() }))
  part(name).addEventListener('click', press);
// What is only on this device cannot be signed with: first it goes to the archive.
form.addEventListener('submit', async (event) => {
  if (form.elements.method.value !== 'spoken' || form.elements.files.files.length > 0) return;
  if (tape === null && part('device').hidden) return;
  event.preventDefault();
  if (tape !== null) return trouble(words.first_keep);
  await held.sendAll();
  if (part('device').hidden) form.requestSubmit(event.submitter);
});
window.addEventListener('beforeunload', (event) => {
  if (tape?.running() || held.sending()) event.preventDefault();
});
window.addEventListener('online', () => held.sendAll());
held.show();
