import { isKnownTo } from '../archive/labels.ts';
import type { Viewer } from '../archive/viewer.ts';
import type { Database } from '../db/open.ts';
import { isolateIn } from '../i18n/isolate.ts';
import type { Lang } from '../i18n/languages.ts';
import { formatList } from '../i18n/lists.ts';
import { translator } from '../i18n/messages.ts';
import { formatYears } from '../i18n/years.ts';
import { FACETS } from '../search/engine.ts';
import { facetLabels } from './facet-labels.ts';
import type { SearchQuery } from './search-query.ts';

/**
 * A search in words, as *market · Country of origin: Iraq and Syria · 1941–1951*; empty where everything is asked for. A
 * value is called by its name only to one who may know that it is here.
 */
export function searchInWords(
  db: Database,
  viewer: Viewer,
  lang: Lang,
  { q, filters }: Pick<SearchQuery, 'q' | 'filters'>,
): string {
  const [t, label] = [translator(lang), facetLabels(db, lang)];
  const chosen = FACETS.flatMap((facet) => {
    const values = filters.facets[facet] ?? [];
    if (!values.length) return [];
    const names = values.map((value) => (isKnownTo(db, viewer, facet, value) ? label(facet, value) : value));
    return [t('search.filter', { name: t(`facet.${facet}`), value: formatList(names, lang) })];
  });
  const years = filters.yearFrom !== null || filters.yearTo !== null;
  return [
    isolateIn(q.trim().replace(/\s+/g, ' '), lang),
    ...chosen,
    ...(years
      ? [t('search.filter', { name: t('facet.year'), value: formatYears(filters.yearFrom, filters.yearTo, lang) })]
      : []),
  ]
    .filter(Boolean)
    .join(' · ');
}
