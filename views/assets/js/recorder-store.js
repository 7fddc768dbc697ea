// Keeps what recorder.js records on this device, a second at a time, until the archive has it.
const opened = new Promise((resolve, reject) => {
  const asking = indexedDB.open('kolot-recordings', 1);
  asking.onupgradeneeded = () => {
    asking.result.createObjectStore('clip', { keyPath: 'id' });
    asking.result.createObjectStore('piece', { keyPath: ['clip', 'at'] });
  };
  asking.onsuccess = () => resolve(asking.result);
  asking.onerror = () => reject(asking.error);
});

/** Does something in one transaction, and resolves with what it asked for once all of it is on the device. */
async function within(mode, work) {
  const at = (await opened).transaction(['clip', 'piece'], mode);
  const asked = work(at.objectStore('clip'), at.objectStore('piece'));
  return new Promise((resolve, reject) => {
    at.oncomplete = () => resolve(asked?.result);
    at.onabort = () => reject(at.error);
    at.onerror = () => reject(at.error);
  });
}
const piecesOf = (clip) => IDBKeyRange.bound([clip, 0], [clip, Number.MAX_SAFE_INTEGER]);

export const writeClip = (clip) => within('readwrite', (clips) => clips.put(clip));
export const writePiece = (clip, at, blob) => within('readwrite', (_, pieces) => pieces.put({ clip, at, blob }));

/** The recordings of one story, in the order in which they were made. */
export async function clipsOn(story) {
  const all = await within('readonly', (clips) => clips.getAll());
  return all.filter((clip) => clip.story === story).sort((a, b) => a.begun - b.begun);
}

export async function bytesOf(clip) {
  const pieces = await within('readonly', (_, all) => all.getAll(piecesOf(clip.id)));
  return new Blob(
    pieces.map(({ blob }) => blob),
    { type: clip.type },
  );
}

export const removeClip = (id) =>
  within('readwrite', (clips, pieces) => {
    clips.delete(id);
    pieces.delete(piecesOf(id));
  });
