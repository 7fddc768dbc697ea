// Enhances the recordings of the workshop (views/desk/workshop/player.ejs): buttons and keys play them, the shape of their
// sound can be pressed, and a stretch can be repeated. Other scripts of the page find this one as `player` on the element .ws.
const ws = document.querySelector('.ws');
const parts = new Map([...ws.querySelectorAll('.ws-part')].map((element) => [element.dataset.part, readPart(element)]));
const hearing = new Set();
let part = [...parts.values()].find(({ element }) => !element.hidden) ?? null;
let loop = null; // { start, end } in milliseconds

const ZOOM = 30_000; // milliseconds across the close view
const memory = (name, standard) => localStorage.getItem(`kolot-workshop-${name}`) ?? standard;

ws.player = {
  get part() {
    return part?.element.dataset.part ?? null;
  },
  /** Whether there is a recording to hear. */
  get audible() {
    return Boolean(part?.media);
  },
  get ms() {
    return part?.media ? Math.round(part.media.currentTime * 1000) : 0;
  },
  get playing() {
    return Boolean(part?.media && !part.media.paused);
  },
  /** Calls back with the milliseconds at each moment of playing. */
  hear: (listener) => hearing.add(listener),
  show,
  seek,
  play,
  pause: () => part?.media?.pause(),
  repeat(stretch) {
    loop = stretch;
    for (const box of ws.querySelectorAll('[data-loop]')) box.checked = stretch !== null;
  },
  get repeating() {
    return loop;
  },
  say(text) {
    for (const state of ws.querySelectorAll('.ws-state')) state.textContent = text;
  },
};

function readPart(element) {
  const media = element.querySelector('.ws-media');
  const one = {
    element,
    media,
    wave: element.querySelector('.ws-wave'),
    zoom: element.querySelector('.ws-zoom'),
    peaks: null,
  };
  if (!media) return one;
  media.addEventListener('timeupdate', () => moved(one));
  media.addEventListener('seeked', () => moved(one));
  media.addEventListener('play', () =>
    requestAnimationFrame(function frame() {
      moved(one);
      if (!media.paused) requestAnimationFrame(frame);
    }),
  );
  media.addEventListener('loadedmetadata', () => moved(one));
  one.wave?.addEventListener('pointerdown', (event) => {
    const box = one.wave.getBoundingClientRect();
    seek(((event.clientX - box.left) / box.width) * durationOf(one));
  });
  one.zoom?.addEventListener('pointerdown', (event) => {
    const box = one.zoom.getBoundingClientRect();
    seek(media.currentTime * 1000 + ((event.clientX - box.left) / box.width - 0.5) * ZOOM);
  });
  void drawPeaks(one, 0);
  return one;
}

function durationOf({ media, element }) {
  return Number.isFinite(media?.duration) ? media.duration * 1000 : Number(element.dataset.duration) || 0;
}

/** The shape is being drawn by the archive when a recording is first opened here: ask again until it is there. */
async function drawPeaks(one, tries) {
  const answer = await fetch(one.element.dataset.peaks)
    .then((response) => (response.ok ? response.json() : null))
    .catch(() => null);
  if (answer?.peaks) {
    one.peaks = answer;
    one.zoom.removeAttribute('hidden'); // elements of SVG have no property of that name
    if (one.wave.hasAttribute('hidden')) {
      one.wave.querySelector('.ws-shape').setAttribute('d', shape(answer.peaks, 0, answer.peaks.length, 1000, 20));
      one.wave.removeAttribute('hidden');
      one.element.querySelector('.ws-wait')?.remove();
    }
    moved(one);
  } else if (tries < 60) setTimeout(() => drawPeaks(one, tries + 1), 2_000 + tries * 500);
}

function shape(peaks, from, to, width, half) {
  const columns = Math.min(width / 2, Math.max(1, to - from));
  const top = [];
  const bottom = [];
  for (let at = 0; at < columns; at += 1) {
    let most = 0;
    const first = Math.floor(from + (at * (to - from)) / columns);
    const last = Math.max(first + 1, Math.floor(from + ((at + 1) * (to - from)) / columns));
    for (let point = first; point < last; point += 1) most = Math.max(most, peaks[point] ?? 0);
    const height = Math.max(0.5, (most * half) / 100);
    const x = ((at * width) / columns).toFixed(1);
    top.push(`${x},${(half - height).toFixed(1)}`);
    bottom.unshift(`${x},${(half + height).toFixed(1)}`);
  }
  return `M${[...top, ...bottom].join('L')}Z`;
}

function show(number) {
  const wanted = parts.get(String(number));
  if (!wanted || wanted === part) return;
  part?.media?.pause();
  for (const one of parts.values()) one.element.hidden = one !== wanted;
  part = wanted;
  applySpeed();
}

function seek(ms) {
  if (part?.media) part.media.currentTime = Math.max(0, ms / 1000);
}

function play() {
  part?.media?.play().catch(() => {}); // the browser may ask for a press first; the controls are there
}

function moved(one) {
  const ms = one.media.currentTime * 1000;
  if (loop && one === part && ms >= loop.end && !one.media.paused) {
    seek(loop.start);
    return;
  }
  const total = durationOf(one);
  if (total && one.wave) {
    const x = String((ms / total) * 1000);
    for (const name of ['x1', 'x2']) one.wave.querySelector('.ws-now').setAttribute(name, x);
    const view = one.wave.querySelector('.ws-window');
    view.setAttribute('x', String(((ms - ZOOM / 2) / total) * 1000));
    view.setAttribute('width', String((ZOOM / total) * 1000));
  }
  if (one.peaks) {
    const rate = one.peaks.pointsPerSecond / 1000;
    const from = Math.round((ms - ZOOM / 2) * rate);
    one.zoom
      .querySelector('.ws-shape')
      .setAttribute('d', shape(one.peaks.peaks, from, from + Math.round(ZOOM * rate), 600, 30));
    ws.dispatchEvent(new CustomEvent('ws:zoom', { detail: { svg: one.zoom, from: ms - ZOOM / 2, to: ms + ZOOM / 2 } }));
  }
  if (one !== part) return;
  for (const clock of ws.querySelectorAll('.ws-clock')) clock.textContent = spoken(ms);
  for (const listener of hearing) listener(ms);
}

function spoken(ms) {
  const tenths = Math.floor(ms / 100);
  const two = (number) => String(number).padStart(2, '0');
  const [hours, minutes, seconds] = [
    Math.floor(tenths / 36_000),
    Math.floor(tenths / 600) % 60,
    Math.floor(tenths / 10) % 60,
  ];
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds)}.${tenths % 10}`;
}

const speed = ws.querySelector('[data-speed]');
const step = ws.querySelector('[data-step]');
function applySpeed() {
  if (part?.media && speed) part.media.playbackRate = Number(speed.value);
}
if (speed) {
  speed.value = memory('speed', '1');
  step.value = memory('step', '3');
  speed.addEventListener('change', () => {
    localStorage.setItem('kolot-workshop-speed', speed.value);
    applySpeed();
  });
  step.addEventListener('change', () => localStorage.setItem('kolot-workshop-step', step.value));
  for (const one of parts.values()) one.media?.addEventListener('play', applySpeed);
  if ([...parts.values()].some(({ media }) => media))
    for (const hidden of ws.querySelectorAll('.ws-controls, .ws-modes')) hidden.hidden = false;
}

const DO = {
  play: () => (ws.player.playing ? ws.player.pause() : play()),
  back: () => seek(ws.player.ms - Number(step.value) * 1000),
  forward: () => seek(ws.player.ms + Number(step.value) * 1000),
  slower: () => faster(-1),
  faster: () => faster(1),
};
function faster(by) {
  speed.selectedIndex = Math.max(0, Math.min(speed.options.length - 1, speed.selectedIndex + by));
  speed.dispatchEvent(new Event('change'));
}
ws.addEventListener('ws:do', ({ detail }) => DO[detail.action]?.());
