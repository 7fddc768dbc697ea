/**
 * Search cannot answer just now: too many are waiting, the index is being built, or this search took longer than one may.
 * Trying again later helps; on the web it is a 503.
 */
export class Busy extends Error {
  override name = 'Busy';
}
