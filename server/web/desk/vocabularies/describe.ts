/** A record of an authority in words, line by line, to be compared. */
import { languageName } from '../../../archive/languages.ts';
import type { AuthorityRecord } from '../../../archive/vocabulary/authority.ts';
import type { Database } from '../../../db/open.ts';
import type { Lang } from '../../../i18n/languages.ts';
import { translator } from '../../../i18n/messages.ts';
import { authoritiesById } from '../../../search/authorities.ts';
import { facetLabels } from '../../facet-labels.ts';

export function recordLines(db: Database, lang: Lang): (record: AuthorityRecord) => string[] {
  const t = translator(lang);
  const facet = facetLabels(db, lang);
  const place = (id: number) => authoritiesById(db, 'place', [id], lang).get(id)?.label ?? t('catalogue.gone');
  const personName = (id: number) => authoritiesById(db, 'person', [id], lang).get(id)?.label ?? t('catalogue.gone');
  return (record) => {
    const { names, identifiers, note, date, countries, places, place: where, person, parentId } = record;
    const line = (...parts: (string | number | null | undefined | false)[]) =>
      parts.filter((part) => part !== null && part !== undefined && part !== '' && part !== false).join(' · ');
    return [
      person &&
        line(
          person.name,
          person.sortName,
          person.birthDate,
          person.deathDate,
          person.minor && t('vocabulary.field.minor'),
        ),
      person?.birthPlaceId && line(t('vocabulary.field.birthPlace'), place(person.birthPlaceId)),
      person?.birthCountry && line(t('vocabulary.field.birthCountry'), facet('country', person.birthCountry)),
      person?.gender && facet('gender', person.gender),
      where &&
        line(
          t(`place.kind.${where.kind}`),
          where.country && facet('country', where.country),
          where.latitude,
          where.longitude,
        ),
      parentId !== null &&
        line(t('vocabulary.field.parent'), where ? place(parentId) : parentLabel(db, parentId, lang)),
      ...names.map((one) =>
        line(
          one.name,
          one.lang === 'und' ? null : languageName(one.lang, lang),
          t(`vocabulary.name_kind.${one.kind}`),
          one.fromYear,
          one.toYear,
        ),
      ),
      ...identifiers.map((one) => line(t(`vocabulary.scheme.${one.scheme}`), one.value)),
      date,
      note,
      ...countries.map((code) => facet('country', code)),
      ...places.map(place),
      ...(record.citizenships ?? []).map((one) =>
        line(
          t('vocabulary.field.citizenships'),
          one.country === null ? t('vocabulary.field.stateless') : facet('country', one.country),
          one.fromYear,
          one.toYear,
        ),
      ),
      ...(record.kin ?? []).map((one) =>
        line(
          t(`kin.${one.relation}`),
          personName(one.relativeId),
          one.agreed && t('vocabulary.field.agreed'),
          one.theirs && t('vocabulary.field.theirs'),
        ),
      ),
    ].filter((part): part is string => typeof part === 'string' && part !== '');
  };
}

function parentLabel(db: Database, id: number, lang: string): string {
  return (
    db
      .prepare<[number, string], string>(
        'SELECT label FROM term_label WHERE term_id = ? ORDER BY lang = ? DESC LIMIT 1',
      )
      .pluck()
      .get(id, lang) ?? String(id)
  );
}
