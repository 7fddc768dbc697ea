// Enhances the voice on the first page (views/public/home.ejs): the recording ends where the passage does.
const audio = document.querySelector('.voice audio');
const [, end] = /#t=[\d.]+,([\d.]+)/.exec(audio?.src ?? '') ?? [];
if (end) {
  let once = false;
  audio.addEventListener('timeupdate', () => {
    if (!once && audio.currentTime >= Number(end)) {
      once = true; // pressing play again goes on with the story
      audio.pause();
    }
  });
}
