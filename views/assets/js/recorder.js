// Enhances /contribute/…/record: asks one question at a time, records, keeps on the device, sends; and sends large files.
import { send } from './recorder-send.js';
import { bytesOf, clipsOn, removeClip, writeClip, writePiece } from './recorder-store.js';

const root = document.getElementById('recorder');
const part = (name) => document.getElementById(`rec-${name}`);
const { story, endpoint, set } = root.dataset;
const words = JSON.parse(root.dataset.words);
const questions = [...document.querySelectorAll('#rec-questions li')];
const TYPES = {
  audio: ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'],
  video: ['video/webm;codecs=vp8,opus', 'video/mp4', 'video/webm'],
};
const ENDINGS = {
  'audio/webm': 'weba',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
  'video/webm': 'webm',
  'video/mp4': 'mp4',
};

let kind = 'audio';
let at = Math.max(
  0,
  questions.findIndex((one) => !('answered' in one.dataset)),
);
let stream = null;
let recorder = null;
let clip = null; // the recording in hand
let written = Promise.resolve();
let elapsed = 0; // milliseconds recorded of it
let since = null;
let sending = false;

const show = (name, shown) => {
  part(name).hidden = !shown;
};
const clock = (ms) => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`;
const lasted = () => elapsed + (since === null ? 0 : performance.now() - since);

function trouble(name, text = words.trouble[name]) {
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

/** Shows how loud it is; silence for some seconds is said. */
function listenIn() {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let heard = performance.now();
  const look = () => {
    if (!stream) return void context.close();
    analyser.getFloatTimeDomainData(samples);
    const loud = Math.max(...samples.map(Math.abs));
    if (loud > 0.02) heard = performance.now();
    part('level').style.inlineSize = `${Math.min(100, Math.sqrt(loud) * 100)}%`;
    const quiet = performance.now() - heard > 4_000;
    if (recorder?.state === 'recording') part('hears').textContent = quiet ? words.silent : words.hears;
    part('time').textContent = clock(lasted());
    setTimeout(look, 100);
  };
  look();
}

async function begin(chosen) {
  kind = chosen;
  show('trouble', false);
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder || !window.indexedDB)
    return trouble('unsupported');
  try {
    const video = kind === 'video' && { width: { ideal: 1280 }, facingMode: 'user' };
    stream = await navigator.mediaDevices.getUserMedia({ audio: true, video });
  } catch (error) {
    const names = { NotAllowedError: 'not_allowed', NotFoundError: 'not_found', NotReadableError: 'busy' };
    return trouble(names[error.name] ?? 'unsupported');
  }
  for (const track of stream.getTracks()) track.addEventListener('ended', () => stop(words.ended));
  part('picture').srcObject = stream;
  if (kind === 'video') part('picture').play();
  navigator.storage?.persist?.();
  listenIn();
  ask();
}

function leave() {
  stop();
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
  stage('begin');
  unsent();
}

/** While one tab records or sends a recording, another leaves it alone; the lock ends with the tab. */
function hold(id, work) {
  return navigator.locks
    ? navigator.locks.request(`kolot ${id}`, { ifAvailable: true }, (lock) => lock && work())
    : work();
}

async function start() {
  const type = TYPES[kind].find((one) => MediaRecorder.isTypeSupported(one)) ?? '';
  recorder = new MediaRecorder(stream, type ? { mimeType: type } : {});
  const plain = recorder.mimeType.split(';')[0] || `${kind}/webm`;
  clip = {
    id: crypto.randomUUID(),
    story,
    set,
    number: at + 1,
    question: questions[at].textContent,
    kind,
    type: plain,
    name: `${String(at + 1).padStart(2, '0')}.${ENDINGS[plain] ?? 'webm'}`,
    begun: Date.now(),
    lasts: 0,
    ready: false,
    address: null,
  };
  const mine = clip;
  let count = 0;
  elapsed = 0;
  written = writeClip(mine);
  const done = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
  hold(mine.id, () => done);
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (!data.size) return;
    const number = count++;
    const lasts = lasted();
    written = written
      .then(() => writePiece(mine.id, number, data))
      .then(() => writeClip(Object.assign(mine, { lasts })))
      .catch(() => stop(words.no_room));
  });
  recorder.addEventListener('stop', review, { once: true });
  recorder.start(1000);
  since = performance.now();
  stage('recording');
}

function hush(paused) {
  if (paused) {
    recorder.pause();
    elapsed = lasted();
    since = null;
  } else {
    recorder.resume();
    since = performance.now();
  }
  stage(paused ? 'paused' : 'recording');
}

function stop(why) {
  if (why) trouble('', why);
  if (!recorder || recorder.state === 'inactive') return;
  elapsed = lasted();
  since = null;
  recorder.stop();
}

async function review() {
  await written.catch(() => {});
  part('play').src = URL.createObjectURL(await bytesOf(clip));
  part('play').classList.toggle('sound', kind === 'audio');
  stage('review');
}

function endReview() {
  URL.revokeObjectURL(part('play').src);
  part('play').removeAttribute('src');
}

async function keep() {
  endReview();
  await writeClip(Object.assign(clip, { ready: true }));
  questions[at].dataset.answered = '';
  clip = null;
  sendAll();
  turn(1);
}

async function again() {
  if (!confirm(words.retake_sure)) return;
  endReview();
  await removeClip(clip.id);
  clip = null;
  ask();
}

/** Recordings of this story that are only on this device, but the one in hand. */
async function waiting() {
  const held = new Set((await navigator.locks?.query())?.held.map(({ name }) => name));
  return (await clipsOn(story)).filter(({ id }) => id !== clip?.id && (sending || !held.has(`kolot ${id}`)));
}

async function unsent() {
  const clips = await waiting();
  show('device', clips.length > 0);
  part('unsent').textContent = words.unsent[Math.min(clips.length, words.unsent.length) - 1] ?? '';
  part('clips').replaceChildren(...clips.map(lineOf));
  show('send', clips.length > 0 && !sending);
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
    unsent();
  });
  line.append(name, listen, ' ', away);
  return line;
}

function button(text, press) {
  const made = document.createElement('button');
  Object.assign(made, { type: 'button', className: 'family-quiet-button', textContent: text });
  made.addEventListener('click', press);
  return made;
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
      await unsent();
      await hold(one.id, () => sendOne(one, say));
      kept += 1;
    }
    say(kept ? words.kept : '');
  } catch (error) {
    say(error.problem ? (words.refused[error.problem] ?? words.failed) : words.failed);
  } finally {
    sending = false;
    await unsent();
    if (kept && part('stage').hidden) location.reload();
  }
}

async function sendOne(one, say) {
  await send(await bytesOf(one), {
    endpoint,
    known: one.address,
    begun: (address) => writeClip(Object.assign(one, { address })),
    metadata: { filename: one.name, purpose: 'recording', question: `${one.set}.${one.number}` },
    say: (text) => say(`${text} ${words.open}`),
    words,
  });
  await removeClip(one.id);
}

async function sendFile(event) {
  const [file] = document.getElementById('files').files;
  if (!file) return;
  event.preventDefault();
  const status = part('upload-status');
  const bar = part('upload-bar');
  const pressed = part('upload').querySelector('button');
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
}

root.hidden = false;
for (const one of document.querySelectorAll('[data-begin]'))
  one.addEventListener('click', () => begin(one.dataset.begin));
const presses = {
  start,
  keep,
  again,
  leave,
  send: sendAll,
  stop: () => stop(),
  pause: () => hush(true),
  resume: () => hush(false),
};
for (const [name, press] of Object.entries(presses)) part(name).addEventListener('click', press);
part('before').addEventListener('click', () => turn(-1));
part('next').addEventListener('click', () => turn(1));
part('upload').addEventListener('submit', sendFile);
window.addEventListener('beforeunload', (event) => {
  if (recorder?.state === 'recording' || sending) event.preventDefault();
});
window.addEventListener('online', () => {
  if (!part('stage').hidden) sendAll();
});
unsent();
