// Enhances the projection of a programme (views/public/compositions/projection.ejs): keys lead on and back, the sound of a passage plays as its turn comes, the screen is filled.
const slides = [...document.querySelectorAll('.slide')];
const rtl = document.documentElement.dir === 'rtl';
const onward = new Set(['PageDown', 'ArrowDown', ' ', rtl ? 'ArrowLeft' : 'ArrowRight']);
const back = new Set(['PageUp', 'ArrowUp', rtl ? 'ArrowRight' : 'ArrowLeft']);

const here = () =>
  Math.max(
    0,
    slides.findIndex((slide) => Math.abs(slide.getBoundingClientRect().top) < innerHeight / 2),
  );
Math.max(
  0,
  slides.findIndex(({ id }) => `#${id}` === location.hash),
);
const soundOf = (slide) => slide.querySelector('audio, video');

function turnTo(at) {
  const slide = slides[at];
  if (!slide) return;
  for (const sound of document.querySelectorAll('audio, video')) sound.pause();
  location.hash = slide.id;
  slide.focus({ preventScroll: true });
  // A browser that lets nothing play by itself leaves it to the button.
  soundOf(slide)
    ?.play()
    .catch(() => {});
}

addEventListener('keydown', (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest?.('audio, video, button')) return;
  const keys = new Map([
    ['Home', 0],
    ['End', slides.length - 1],
  ]);
  const to = onward.has(event.key) ? here() + 1 : back.has(event.key) ? here() - 1 : keys.get(event.key);
  if (to === undefined) return;
  event.preventDefault();
  turnTo(to);
});

document.addEventListener('click', (event) => {
  const way = event.target.closest?.('.slide-ways a[rel]');
  if (!way) return;
  event.preventDefault();
  turnTo(here() + (way.rel === 'next' ? 1 : -1));
});

const full = document.querySelector('[data-full]');
if (full && document.fullscreenEnabled) {
  full.hidden = false;
  full.addEventListener('click', () =>
    document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(),
  );
}
