/** Which script a name must be written in, so that a name in the wrong column is seen before a reader sees it. */

const SCRIPTS = ['Latin', 'Arabic', 'Hebrew', 'Cyrillic', 'Ethiopic'] as const;
export type Script = (typeof SCRIPTS)[number];

const BY_SUBTAG: Record<string, Script> = { Latn: 'Latin', Arab: 'Arabic', Hebr: 'Hebrew', Cyrl: 'Cyrillic' };
const BY_LANGUAGE: Record<string, Script> = {
  ar: 'Arabic',
  fa: 'Arabic',
  ckb: 'Arabic',
  he: 'Hebrew',
  ru: 'Cyrillic',
  uk: 'Cyrillic',
  am: 'Ethiopic',
};

/** The script of a BCP 47 tag: its own subtag, else the usual one here; Latin for what is not listed. */
export function scriptOf(lang: string): Script {
  const [primary = '', ...subtags] = lang.split('-');
  const written = subtags.map((subtag) => BY_SUBTAG[subtag]).find((script) => script !== undefined);
  return written ?? BY_LANGUAGE[primary] ?? 'Latin';
}

const only = Object.fromEntries(
  SCRIPTS.map((script) => [
    script,
    // Common and Inherited are digits, punctuation, and the signs of ayin and hamza in romanised names.
    new RegExp(`^(?=.*\\p{Script=${script}})[\\p{Script=${script}}\\p{Script=Common}\\p{Script=Inherited}]+$`, 'u'),
  ]),
);

/** Whether a name has letters of this script and of no other. */
export function isWrittenIn(name: string, script: Script): boolean {
  return only[script]!.test(name);
}
