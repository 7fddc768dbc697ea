// Sends recordings to the archive in pieces that resume (https://tus.io), for recorder.js; says how far it is in plain words.
import './tus.min.js';

const PIECE = 8 * 1024 * 1024; // bytes
const { lang } = document.documentElement;
const locale = lang === 'ar' ? 'ar-u-nu-latn' : lang;
const percent = new Intl.NumberFormat(locale, { style: 'percent' });
const lasting = (unit) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function timeLeft(seconds) {
  if (seconds < 60) return lasting('second').format(Math.max(5, Math.ceil(seconds / 5) * 5));
  if (seconds < 3600) return lasting('minute').format(Math.round(seconds / 60));
  return lasting('hour').format(Math.round(seconds / 360) / 10);
}

const problemIn = (error) => {
  try {
    return JSON.parse(error.originalResponse.getBody()).problem ?? null;
  } catch {
    return null;
  }
};

/** Whether the archive has kept it; asks until it knows. */
async function outcome(address) {
  for (let wait = 500; ; wait = Math.min(wait * 2, 10_000)) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) {
      const arrival = await answer.json();
      if (arrival.state !== 'checking') return arrival;
    } else if (answer?.status === 404) return { state: 'coming' };
    await pause(wait);
  }
}

/**
 * Sends a file or a recording. `known`: its address at the archive, if it was begun before; `begun` is told it. Resolves when it
 * was kept; throws an Error whose `problem` is the word for why it was not, null where the line is to blame.
 */
export function send(blob, { endpoint, metadata, known, begun, say, words, bar }) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    let first = null;
    const refuse = (problem) => reject(Object.assign(new Error('not kept'), { problem }));
    const upload = new window.tus.Upload(blob, {
      endpoint,
      uploadUrl: known,
      chunkSize: PIECE,
      metadata,
      retryDelays: [0, 1000, 3000, 5000, 10_000, 20_000, 30_000, 60_000],
      removeFingerprintOnSuccess: true,
      storeFingerprintForResuming: blob instanceof File,
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        if (!status) say(words.offline);
        return status === 0 || status === 409 || status === 423 || (status >= 500 && status !== 507);
      },
      onUploadUrlAvailable: () => begun?.(upload.url),
      onProgress: (sent, all) => {
        first ??= sent;
        const speed = (sent - first) / ((performance.now() - began) / 1000);
        bar?.(sent / all);
        const left = speed > 0 && sent < all ? words.left.replace('…', timeLeft((all - sent) / speed)) : '';
        say(`${words.sending.replace('…', percent.format(Math.floor((sent / all) * 100) / 100))} ${left}`.trim());
      },
      onSuccess: async () => {
        say(words.checking);
        const { state, problem } = await outcome(upload.url);
        if (state === 'kept') resolve();
        else refuse(problem ?? null);
      },
      onError: (error) => refuse(problemIn(error)),
    });
    if (!(blob instanceof File)) return upload.start();
    upload.findPreviousUploads().then((before) => {
      if (before[0]) upload.resumeFromPreviousUpload(before[0]);
      upload.start();
    });
  });
}
