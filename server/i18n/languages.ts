/** The languages of the interface. The content of the archive has many more: archive/languages.ts. */

export const INTERFACE_LANGUAGES = ['en', 'fr', 'ar', 'he', 'fa'] as const;
export type InterfaceLanguage = (typeof INTERFACE_LANGUAGES)[number];

export function isInterfaceLanguage(text: string): text is InterfaceLanguage {
  return (INTERFACE_LANGUAGES as readonly string[]).includes(text);
}
