// Enhances the passages found within a testimony (views/public/matches-bar.ejs): previous and next move within the page without
// loading it anew, also by the keys n and p, and say where one is; beyond this chapter the links lead on as they are.
const bar = document.querySelector('.matches-bar');

if (bar) {
  const here = [...document.querySelectorAll('.passage[data-match]')];
  const numberOf = (passage) => Number(passage.dataset.match);
  const links = [...bar.querySelectorAll('.match-step')];
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let read = Number(bar.dataset.read);

  /** Where a step leads: a passage of this page, else the address of one before or after it. */
  const stepTo = (step) => {
    const passage = here.find((one) => numberOf(one) === read + step);
    if (passage) return { passage, address: `#${passage.id}` };
    const [first, last] = [here[0] ? numberOf(here[0]) : read, here.at(-1) ? numberOf(here.at(-1)) : read];
    if (step < 0 && read <= first) return { address: bar.dataset.before };
    if (step > 0 && read >= last) return { address: bar.dataset.after };
    return {};
  };

  const tell = () => {
    for (const place of bar.querySelectorAll('[data-of]')) place.hidden = Number(place.dataset.of) !== read;
    for (const passage of here) passage.classList.toggle('match-read', numberOf(passage) === read);
    for (const link of links) {
      const { address } = stepTo(Number(link.dataset.step));
      if (address) {
        link.href = address;
        link.removeAttribute('role');
        link.removeAttribute('aria-disabled');
      } else {
        link.removeAttribute('href');
        link.setAttribute('role', 'link');
        link.setAttribute('aria-disabled', 'true');
      }
    }
  };

  const go = (step) => {
    const { passage, address } = stepTo(step);
    if (!address) return;
    if (!passage) {
      location.assign(address);
      return;
    }
    read += step;
    history.replaceState(null, '', withMatch(passage));
    passage.scrollIntoView({ block: 'center', behavior: calm.matches ? 'auto' : 'smooth' });
    tell();
  };

  /** The address of the page as it is now, to be shared or come back to. */
  const withMatch = (passage) => {
    const address = new URL(location.href);
    address.searchParams.set('match', passage.dataset.match);
    address.searchParams.delete('cite');
    address.hash = passage.id;
    return address;
  };

  for (const link of links) {
    link.addEventListener('click', (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      go(Number(link.dataset.step));
    });
  }
  addEventListener('keydown', (event) => {
    const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
    if (typing || event.metaKey || event.ctrlKey || event.altKey) return;
    // The place of the key counts as well, since keyboards of other scripts have no n.
    const step = { n: 1, p: -1 }[event.key] ?? { KeyN: 1, KeyP: -1 }[event.code];
    if (!step || event.repeat) return;
    event.preventDefault();
    go(step);
  });
  bar.querySelector('.match-keys').hidden = matchMedia('(hover: none)').matches;

  // Come from the search form, which knows no passage: show the match that the bar speaks of.
  const shown = here.find((passage) => numberOf(passage) === read);
  if (shown && (location.hash === '' || location.hash === '#transcript')) shown.scrollIntoView({ block: 'center' });
}
