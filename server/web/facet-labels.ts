import { authorityLabels } from '../archive/labels.ts';
import type { Database } from '../db/open.ts';
import type { Lang } from '../i18n/languages.ts';
import { translator } from '../i18n/messages.ts';
import type { Facet } from '../search/engine.ts';

/** Facet values whose labels are words of the interface: message keys are `facet_value.<facet>.<value>`. */
const WORDS = new Set<Facet>(['form', 'generation', 'gender', 'transcript', 'media', 'access']);

/** What a value of a facet is called in `lang`; the value itself where nothing names it. */
export function facetLabels(db: Database, lang: Lang): (facet: Facet, value: string) => string {
  const authority = authorityLabels(db, lang);
  const t = translator(lang);
  return (facet, value) => {
    if (WORDS.has(facet)) return t(`facet_value.${facet}.${value}`);
    if (facet === 'birth_decade') return t('facet_value.decade', { year: value });
    return authority(facet, value) ?? value;
  };
}
