import { authorityLabels } from '../archive/labels.ts';
import type { Database } from '../db/open.ts';
import { formatEdtf } from '../i18n/dates.ts';
import type { Lang } from '../i18n/languages.ts';
import { messagesOf, translator } from '../i18n/messages.ts';
import type { Facet } from '../search/engine.ts';

/** What a value of a facet is called in `lang`; the value itself where nothing names it, as in an address typed by hand. */
export function facetLabels(db: Database, lang: Lang): (facet: Facet, value: string) => string {
  const authority = authorityLabels(db, lang);
  const t = translator(lang);
  return (facet, value) => {
    const key = `facet_value.${facet}.${value}`;
    if (messagesOf(lang).has(key)) return t(key);
    if (facet === 'birth_decade') return formatEdtf(value.replace(/^(\d{3})0$/, '$1X'), lang);
    if (facet === 'recorded') return formatEdtf(value, lang);
    return authority(facet, value) ?? value;
  };
}
