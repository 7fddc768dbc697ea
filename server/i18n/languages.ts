/** The languages of the interface. The content of the archive has many more: archive/languages.ts. */

export const LANGUAGES = ['en', 'fr', 'ar', 'he', 'fa'] as const;
export type Lang = (typeof LANGUAGES)[number];

export function isLang(text: string): text is Lang {
  return (LANGUAGES as readonly string[]).includes(text);
}
