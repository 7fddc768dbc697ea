// Searches that a reader without an account keeps, in this browser alone: kept below what was found (views/public/search-keep.ejs),
// and found again on the workbench (views/public/shelf/browser-searches.ejs).
import { change, read, whenChanged } from './shelf-store.js';

const MOST = 100; // as many as an account keeps
const offer = document.querySelector('[data-keep-search]');
const section = document.querySelector('[data-searches]');

/** Offers to keep the search of this page, or leads to where it is kept. */
function showOffer() {
  const kept = read().searches.some(({ address }) => address === offer.dataset.keepSearch);
  const [button, link] = [offer.querySelector('button'), offer.querySelector('a')];
  button.hidden = kept;
  link.hidden = !kept;
  offer.hidden = false;
}

function keepSearch() {
  const { keepSearch: address, name, off, full } = offer.dataset;
  let room = true;
  const written = change(({ searches }) => {
    room = searches.length < MOST;
    if (room) searches.push({ address, name, savedAt: new Date().toISOString() });
  });
  const problem = offer.querySelector('.error');
  problem.hidden = written && room;
  problem.textContent = written ? full : off;
  showOffer();
  if (written && room) offer.querySelector('a').focus();
}

function line({ address, name }) {
  const item = document.getElementById('kept-search').content.cloneNode(true).firstElementChild;
  const [search, feed] = item.querySelectorAll('a');
  const title = document.createElement('bdi');
  title.textContent = name;
  search.append(title);
  const query = new URLSearchParams(address);
  feed.href += query.size ? `?${query}` : '';
  query.set('sort', 'published');
  search.href += `?${query}`;
  const button = item.querySelector('button');
  button.setAttribute('aria-label', `${button.textContent}: ${name}`);
  button.addEventListener('click', () => {
    change((shelf) => {
      shelf.searches = shelf.searches.filter((one) => one.address !== address);
    });
    showSearches();
    const said = section.querySelector('[data-said-search]');
    said.hidden = false;
    said.focus();
  });
  return item;
}

function showSearches() {
  const { searches } = read();
  section.querySelector('ul').replaceChildren(...searches.toReversed().map(line));
  section.querySelector('[data-no-search]').hidden = searches.length > 0;
  section.querySelector('[data-news]').hidden = searches.length === 0;
}

if (offer) {
  offer.querySelector('button').addEventListener('click', keepSearch);
  showOffer();
  whenChanged(showOffer);
}
if (section) {
  showSearches();
  whenChanged(showSearches);
}
