// What a reader without an account keeps: in this browser alone (localStorage), read anew before each change so that two windows
// do not overwrite each other. Of words and titles nothing is kept, only where they stand.
const KEY = 'kolot-workbench';
const REMOVED = 30 * 86_400_000; // milliseconds that something removed can be put back

/** { places: [{ place, accession, part, startMs, lang, sha256, savedAt, note, removedAt }], folders: [{ id, name, places, removedAt }],
 * searches: [{ address, name, savedAt }] } */
export function read() {
  try {
    const { places = [], folders = [], searches = [] } = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return { places, folders, searches };
  } catch {
    return { places: [], folders: [], searches: [] };
  }
}

/** Changes what is there now, and writes it. False where this browser lets nothing be written: then nothing is changed. */
export function change(work) {
  const shelf = read();
  const before = Date.now() - REMOVED;
  const stays = ({ removedAt }) => !removedAt || Date.parse(removedAt) > before;
  work(shelf);
  try {
    const kept = { places: shelf.places.filter(stays), folders: shelf.folders.filter(stays), searches: shelf.searches };
    localStorage.setItem(KEY, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export function works() {
  return change(() => {});
}

export const isKept = ({ removedAt }) => !removedAt;

/** Keeps a place, or brings it back with its note and folders. 'full' where there is no more room, 'off' where nothing can be kept. */
export function keep(anchor, most) {
  let full = false;
  const written = change(({ places }) => {
    const known = places.find(({ place }) => place === anchor.place);
    if (known) {
      Object.assign(known, anchor, { removedAt: null });
      return;
    }
    full = places.filter(isKept).length >= most;
    if (!full) places.push({ ...anchor, savedAt: new Date().toISOString(), note: '', removedAt: null });
  });
  if (!written) return 'off';
  return full ? 'full' : 'kept';
}

export function remove(place, removed = true) {
  return change(({ places }) => {
    const known = places.find((one) => one.place === place);
    if (known) known.removedAt = removed ? new Date().toISOString() : null;
  });
}

/** Calls back when another window has changed what is kept. */
export function whenChanged(work) {
  addEventListener('storage', ({ key }) => {
    if (key === KEY || key === null) work();
  });
}
