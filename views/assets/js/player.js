// Enhances the recordings and the transcript of a testimony page (views/public/testimony.ejs): a time code plays its passage,
// the passage being played is marked and kept in view, the address of the page can name the passage to begin with, and the
// player says how fast, whether to follow, and the words of this moment.

const players = new Map();
for (const media of document.querySelectorAll('audio[data-part], video[data-part]'))
  players.set(media.dataset.part, media);

const passages = [...document.querySelectorAll('.passage[data-start]')].map((element) => ({
  element,
  part: element.dataset.part,
  start: Number(element.dataset.start) / 1000,
  end: element.dataset.end ? Number(element.dataset.end) / 1000 : Number.POSITIVE_INFINITY,
}));

const controls = document.querySelector('.player-controls');
const speed = controls?.querySelector('select');
const following = controls?.querySelector('input');
if (controls && players.size) controls.hidden = false;
speed?.addEventListener('change', () => {
  for (const media of players.values()) media.playbackRate = Number(speed.value);
});

/** The reader has scrolled by hand lately: do not pull the page away from what they read. */
let handledAt = 0;
for (const event of ['wheel', 'touchmove', 'keydown']) {
  addEventListener(
    event,
    () => {
      handledAt = Date.now();
    },
    { passive: true },
  );
}
const calm = matchMedia('(prefers-reduced-motion: reduce)');

function playFrom(part, seconds) {
  const media = players.get(part);
  if (!media) return false;
  for (const other of players.values()) if (other !== media) other.pause();
  const seek = () => {
    media.currentTime = seconds;
    media.play().catch(() => {}); // the browser may ask for a press first; the controls are there
  };
  if (media.readyState >= 1) seek();
  else {
    media.addEventListener('loadedmetadata', seek, { once: true });
    media.load();
  }
  return true;
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a.time.play, a[data-seek]');
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const passage = link.closest('.passage');
  const part = link.dataset.part ?? passage?.dataset.part;
  const seconds = Number(link.dataset.seek ?? passage?.dataset.start) / 1000;
  handledAt = 0;
  if (playFrom(part, seconds) && !link.dataset.seek) event.preventDefault();
});

// The words themselves play as well: a time code is a small thing to hit. Choosing text with the pointer does not.
document.addEventListener('click', (event) => {
  const passage = event.target.closest?.('.words')?.closest('.passage[data-start]');
  if (!passage || !players.has(passage.dataset.part) || String(getSelection()).trim() !== '') return;
  handledAt = 0;
  playFrom(passage.dataset.part, Number(passage.dataset.start) / 1000);
});
for (const { element, part } of passages) if (players.has(part)) element.classList.add('heard');

let current = null;
function follow(part, seconds) {
  const now = passages.find((one) => one.part === part && seconds >= one.start && seconds < one.end) ?? null;
  if (now === current) return;
  current?.element.classList.remove('playing');
  current?.element.removeAttribute('aria-current');
  current = now;
  if (!now) return;
  now.element.classList.add('playing');
  now.element.setAttribute('aria-current', 'true');
  if ((following?.checked ?? true) && Date.now() - handledAt > 4000)
    now.element.scrollIntoView({ block: 'center', behavior: calm.matches ? 'auto' : 'smooth' });
}
for (const [part, media] of players) {
  media.addEventListener('timeupdate', () => {
    if (!media.paused) follow(part, media.currentTime);
  });
  media.addEventListener('play', () => {
    if (speed) media.playbackRate = Number(speed.value);
    for (const other of players.values()) if (other !== media) other.pause();
    for (const one of players.values()) one.closest('.part').classList.toggle('active', one === media);
  });
  media.addEventListener('ended', () => {
    const next = players.get(String(Number(part) + 1));
    if (next) next.play().catch(() => {});
  });
}

// A permanent link opens here: its passage is played, or stands ready where the browser asks for a press first.
const opened = location.hash.startsWith('#p-') ? document.getElementById(location.hash.slice(1)) : null;
const media = opened && players.get(opened.dataset.part);
if (media && opened.dataset.start) playFrom(opened.dataset.part, Number(opened.dataset.start) / 1000);

// An <audio> shows no captions: the words of the moment stand under it, as the text that is read has them.
const line = document.querySelector('.player-words');
for (const media of document.querySelectorAll('audio[data-part]')) {
  const track = line && [...media.textTracks].find(({ language }) => language === line.lang);
  if (!track) continue;
  media.addEventListener('play', () => {
    track.mode = 'hidden'; // loaded, and its cues told, but not drawn
  });
  track.addEventListener('cuechange', () => {
    const words = [...(track.activeCues ?? [])].map((cue) => cue.text.replace(/<[^>]*>/g, '')).join(' ');
    if (!words) return;
    line.textContent = new DOMParser().parseFromString(words, 'text/html').body.textContent;
    line.hidden = false;
  });
}
