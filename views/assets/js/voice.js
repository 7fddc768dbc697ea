// Enhances the voice on the first page (views/public/home.ejs): one large thing to press, and the recording ends where the
// passage does.
const place = document.querySelector('.voice-play');
const audio = place?.querySelector('audio');
const [, begin = '0', end] = /#t=([\d.]+)(?:,([\d.]+))?/.exec(audio?.src ?? '') ?? [];

if (place && audio) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'listen';
  const svg = (markup) => new DOMParser().parseFromString(markup, 'image/svg+xml').documentElement;
  const disc = document.createElement('span');
  disc.className = 'listen-disc';
  disc.append(
    svg(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="26" height="26" aria-hidden="true"><path class="play" d="M8 5v14l11-7z" fill="currentColor"/><path class="pause" d="M7 5h3.5v14H7zm6.5 0H17v14h-3.5z" fill="currentColor"/></svg>',
    ),
  );
  const words = document.createElement('span');
  const time = document.createElement('span');
  time.className = 'listen-time';
  time.textContent = place.dataset.length;
  button.append(disc, words, time);
  place.prepend(button);
  place.classList.add('ready');

  const tell = () => {
    button.classList.toggle('playing', !audio.paused);
    words.textContent = audio.paused ? place.dataset.listen : place.dataset.pause;
  };
  tell();
  button.addEventListener('click', () => {
    if (audio.paused)
      audio.play().catch(() => place.classList.replace('ready', 'plain')); // then the browser's own controls are there
    else audio.pause();
  });
  for (const event of ['play', 'pause', 'ended']) audio.addEventListener(event, tell);
  let once = false;
  audio.addEventListener('timeupdate', () => {
    if (once || !end || audio.currentTime < Number(end)) return;
    once = true; // pressing play again goes on with the story
    audio.pause();
  });
  // Where a browser does not begin at the time that the address names.
  audio.addEventListener('loadedmetadata', () => {
    if (audio.currentTime < Number(begin) - 0.5) audio.currentTime = Number(begin);
  });
}
