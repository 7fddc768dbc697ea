/** A search that turned out to be more than Meilisearch can answer exactly: the embedded index answers it. No trouble. */
export class Unanswerable extends Error {
  override name = 'Unanswerable';
}
