/** One script's rules of stemming. Where a word asked and a word found share a form, their buckets must be the same. */
export interface Stemming {
  bucket(word: string): string;
  /** The word and the forms a reader who types it also means. */
  asked(word: string): string[];
  /** The word and the forms by which a reader may ask for it. */
  found(word: string): string[];
}
