// Enhances the workbench of who is signed in (views/public/shelf/take-in.ejs): what this browser kept before can be taken into the
// account. Only what has arrived there leaves the browser.
import { change, isKept, read } from './shelf-store.js';

const section = document.querySelector('.shelf-take-in');
const AT_ONCE = 200; // places sent together

function waiting() {
  const { places, folders } = read();
  return places.filter(isKept).map(({ removedAt: _, ...entry }) => ({
    ...entry,
    folders: folders.filter((one) => isKept(one) && one.places.includes(entry.place)).map(({ name }) => name),
  }));
}

/** Sends some, and forgets those that lie in the account now. Gives how many could not be taken in. */
async function take(places) {
  const answer = await fetch(section.dataset.take, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ places }),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  const { taken, left } = await answer.json();
  const gone = new Set(taken);
  change((shelf) => {
    shelf.places = shelf.places.filter(({ place }) => !gone.has(place));
    for (const folder of shelf.folders) folder.places = folder.places.filter((place) => !gone.has(place));
    shelf.folders = shelf.folders.filter(({ places: rest }) => rest.length > 0);
  });
  return left.length;
}

/** Saves the searches in the account, one by one. Gives how many it has no room for. */
async function takeSearches() {
  let left = 0;
  for (const { address, name } of read().searches) {
    const answer = await fetch(section.dataset.searches, {
      method: 'POST',
      body: new URLSearchParams({ search: address, name, news: 'none' }),
    });
    if (!answer.ok) {
      left += 1;
      continue;
    }
    change((shelf) => {
      shelf.searches = shelf.searches.filter((one) => one.address !== address);
    });
  }
  return left;
}

if (section && (waiting().length > 0 || read().searches.length > 0)) {
  section.hidden = false;
  const [button, problem] = [section.querySelector('button'), section.querySelector('.error')];
  const refuse = (words) => {
    problem.hidden = false;
    problem.textContent = words;
    button.disabled = false;
  };
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      let left = 0;
      const all = waiting();
      for (let at = 0; at < all.length; at += AT_ONCE) left += await take(all.slice(at, at + AT_ONCE));
      left += await takeSearches();
      if (left > 0) refuse(section.dataset.left);
      else location.assign(section.dataset.done);
    } catch {
      refuse(section.dataset.failed);
    }
  });
}
