// Records with the microphone or the camera, each second onto this device as it is said; for recorder.js and spoken.js.
import { writeClip, writePiece } from './recorder-store.js';

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
const TROUBLES = { NotAllowedError: 'not_allowed', NotFoundError: 'not_found', NotReadableError: 'busy' };

export const clock = (ms) => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`;

/** The microphone, for a film the camera too. Throws an Error whose `trouble` is the word for why it cannot be had. */
export async function openMicrophone(kind) {
  const none = (trouble) => Object.assign(new Error(trouble), { trouble });
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder || !window.indexedDB) throw none('unsupported');
  try {
    const video = kind === 'video' && { width: { ideal: 1280 }, facingMode: 'user' };
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video });
    navigator.storage?.persist?.();
    return stream;
  } catch (error) {
    throw none(TROUBLES[error.name] ?? 'unsupported');
  }
}

/** Says ten times a second how loud it is, from 0 to 1, and whether nothing was heard for some seconds; until the stream ends. */
export function listenIn(stream, heard) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let last = performance.now();
  const look = () => {
    if (!stream.active) return void context.close();
    analyser.getFloatTimeDomainData(samples);
    const loud = Math.max(...samples.map(Math.abs));
    if (loud > 0.02) last = performance.now();
    heard({ share: Math.min(1, Math.sqrt(loud)), quiet: performance.now() - last > 4_000 });
    setTimeout(look, 100);
  };
  look();
}

/** While one tab records or sends a recording, another leaves it alone; the lock ends with the tab. */
export function hold(id, work) {
  return navigator.locks
    ? navigator.locks.request(`kolot ${id}`, { ifAvailable: true }, (lock) => lock && work())
    : work();
}

/**
 * Records a clip, of which `about` says what it is. `full` is told when the device has no room left, `ended` once it has stopped
 * and all of it is on the device.
 */
export function record(stream, kind, about, { full, ended }) {
  const type = TYPES[kind].find((one) => MediaRecorder.isTypeSupported(one)) ?? '';
  const recorder = new MediaRecorder(stream, type ? { mimeType: type } : {});
  const plain = recorder.mimeType.split(';')[0] || `${kind}/webm`;
  const clip = {
    ...about,
    id: crypto.randomUUID(),
    kind,
    type: plain,
    name: `${about.name}.${ENDINGS[plain] ?? 'webm'}`,
    begun: Date.now(),
    lasts: 0,
    ready: false,
    address: null,
  };
  let count = 0;
  let elapsed = 0; // milliseconds recorded before it was last paused
  let since = performance.now();
  const lasted = () => elapsed + (since === null ? 0 : performance.now() - since);
  const rest = () => {
    elapsed = lasted();
    since = null;
  };
  const stop = () => {
    if (recorder.state === 'inactive') return;
    rest();
    recorder.stop();
  };
  let written = writeClip(clip);
  const done = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
  hold(clip.id, () => done);
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (!data.size) return;
    const number = count++;
    const lasts = lasted();
    written = written
      .then(() => writePiece(clip.id, number, data))
      .then(() => writeClip(Object.assign(clip, { lasts })))
      .catch(() => {
        full();
        stop();
      });
  });
  done.then(() => written.catch(() => {})).then(ended);
  recorder.start(1000);
  return {
    clip,
    lasted,
    stop,
    running: () => recorder.state === 'recording',
    pause() {
      recorder.pause();
      rest();
    },
    resume() {
      recorder.resume();
      since = performance.now();
    },
  };
}
