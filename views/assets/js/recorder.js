// Enhances /contribute/…/record: asks one question at a time, records, keeps on the device, sends; and sends large files.
import { heldClips } from './recorder-held.js';
import { bytesOf, removeClip, writeClip } from './recorder-store.js';
import { clock, listenIn, openMicrophone, record } from './recorder-tape.js';
import { sendsLargeFile } from './recorder-upload.js';

const root = document.getElementById('recorder');
const part = (name) => document.getElementById(`rec-${name}`);
const { story, endpoint, set } = root.dataset;
const words = JSON.parse(root.dataset.words);
const questions = [...document.querySelectorAll('#rec-questions li')];

let kind = 'audio';
let at = Math.max(
  0,
  questions.findIndex((one) => !('answered' in one.dataset)),
);
let stream = null;
let tape = null; // what records, until what it recorded is kept or thrown away
const held = heldClips({
  story,
  endpoint,
  words,
  part,
  mine: ({ purpose = 'recording' }) => purpose === 'recording',
  inHand: () => tape?.clip.id,
  metadata: (one) => ({ filename: one.name, purpose: 'recording', question: `${one.set}.${one.number}` }),
  arrived: () => part('stage').hidden && seeWhatArrived(),
});

const show = (name, shown) => {
  part(name).hidden = !shown;
};

function trouble(text) {
  part('trouble-text').textContent = text;
  show('trouble', true);
  part('trouble').scrollIntoView({ block: 'center' });
}

/** Which of the parts of the stage are seen: waiting for an answer, recording, or listening to what was said. */
function stage(state) {
  show('begin', state === 'begin');
  show('stage', state !== 'begin');
  show('start', state === 'ready');
  show('now', state === 'recording' || state === 'paused');
  show('stop', state === 'recording' || state === 'paused');
  show('pause', state === 'recording');
  show('resume', state === 'paused');
  show('review', state === 'review');
  show('turn', state === 'ready');
  show('picture', kind === 'video' && stream !== null && state !== 'review' && state !== 'begin');
  part('now').classList.toggle('live', state === 'recording');
  part('state').textContent = words[state === 'paused' ? 'paused' : 'recording'];
}

function ask() {
  const one = questions[at];
  part('progress').textContent =
    `${words.progress.replace('…', `${at + 1} / ${questions.length}`)} · ${one.dataset.theme}`;
  part('question').textContent = one.textContent;
  part('answered').textContent = words.answered;
  show('answered', 'answered' in one.dataset);
  part('before').disabled = at === 0;
  part('next').disabled = at === questions.length - 1;
  stage('ready');
  part('question').focus({ preventScroll: true });
  part('stage').scrollIntoView({ block: 'start' });
}

function turn(by) {
  at = Math.min(questions.length - 1, Math.max(0, at + by));
  ask();
}

async function begin(chosen) {
  kind = chosen;
  show('trouble', false);
  try {
    stream = await openMicrophone(kind);
  } catch (error) {
    return trouble(words.trouble[error.trouble] ?? words.trouble.unsupported);
  }
  for (const track of stream.getTracks()) track.addEventListener('ended', () => stop(words.ended));
  part('picture').srcObject = stream;
  if (kind === 'video') part('picture').play();
  listenIn(stream, ({ share, quiet }) => {
    part('level').style.inlineSize = `${share * 100}%`;
    if (tape?.running()) part('hears').textContent = quiet ? words.silent : words.hears;
    part('time').textContent = clock(tape?.lasted() ?? 0);
  });
  ask();
}

function leave() {
  stop();
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
  stage('begin');
  // The page was made before they arrived.
  if (held.kept() && !tape && !held.sending()) seeWhatArrived();
  else held.show();
}

function seeWhatArrived() {
  location.hash = 'here';
  location.reload();
}

function start() {
  const about = {
    story,
    set,
    number: at + 1,
    question: questions[at].textContent,
    name: String(at + 1).padStart(2, '0'),
  };
  tape = record(stream, kind, about, { full: () => trouble(words.no_room), ended: review });
  stage('recording');
}

function hush(paused) {
  if (paused) tape.pause();
  else tape.resume();
  stage(paused ? 'paused' : 'recording');
}

function stop(why) {
  if (why) trouble(why);
  tape?.stop();
}

async function review() {
  part('play').src = URL.createObjectURL(await bytesOf(tape.clip));
  part('play').classList.toggle('sound', kind === 'audio');
  stage('review');
}

function endReview() {
  URL.revokeObjectURL(part('play').src);
  part('play').removeAttribute('src');
}

async function keep() {
  endReview();
  await writeClip(Object.assign(tape.clip, { ready: true }));
  questions[at].dataset.answered = '';
  tape = null;
  held.sendAll();
  turn(1);
}

async function again() {
  if (!confirm(words.retake_sure)) return;
  endReview();
  await removeClip(tape.clip.id);
  tape = null;
  ask();
}

root.hidden = false;
for (const one of document.querySelectorAll('[data-begin]'))
  one.addEventListener('click', () => begin(one.dataset.begin));
const presses = {
  start,
  keep,
  again,
  leave,
  stop: () => stop(),
  pause: () => hush(true),
  resume: () => hush(false),
};
for (const [name, press] of Object.entries(presses)) part(name).addEventListener('click', press);
part('before').addEventListener('click', () => turn(-1));
part('next').addEventListener('click', () => turn(1));
sendsLargeFile({
  form: part('upload'),
  field: document.getElementById('files'),
  status: part('upload-status'),
  bar: part('upload-bar'),
  endpoint,
  words,
});
window.addEventListener('beforeunload', (event) => {
  if (tape?.running() || held.sending()) event.preventDefault();
});
window.addEventListener('online', () => {
  if (!part('stage').hidden) held.sendAll();
});
held.show();
