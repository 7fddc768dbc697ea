/** Values of a catalogue entry in words, for the reader of a difference: each on a line of its own. */
import type {
  CatalogueEntry,
  EntryDate,
  EntryDeparture,
  EntryField,
  EntryLeg,
  EntryLoss,
  EntryPicture,
} from '../../../archive/catalogue/record.ts';
import { languageName } from '../../../archive/languages.ts';
import type { Database } from '../../../db/open.ts';
import { formatArchiveDate, formatEdtf } from '../../../i18n/dates.ts';
import { timecode } from '../../../i18n/durations.ts';
import type { Lang } from '../../../i18n/languages.ts';
import { translator } from '../../../i18n/messages.ts';
import { type AuthorityKind, authoritiesById } from '../../../search/authorities.ts';
import { facetLabels } from '../../facet-labels.ts';

/** Gives the lines of a field's value; none for nothing. What an authority was called is what it is called now. */
export function valueWords(db: Database, lang: Lang): (field: EntryField, value: unknown) => string[] {
  const t = translator(lang);
  const facet = facetLabels(db, lang);
  const country = (code: string | null) => (code === null ? null : facet('country', code));
  const named = (kind: AuthorityKind, id: number | null) =>
    id === null ? null : (authoritiesById(db, kind, [id], lang).get(id)?.label ?? t('catalogue.gone'));
  const where = (one: { placeId: number | null; country: string | null }) =>
    [named('place', one.placeId), country(one.country)].filter((part) => part !== null).join(', ');
  const date = (one: EntryDate | null) => one && formatArchiveDate(one, lang);
  const line = (...parts: (string | null | false)[]) => parts.filter(Boolean).join(' · ');
  const collection = (id: number) =>
    db
      .prepare<[number, string], string>(
        'SELECT title FROM collection_text WHERE collection_id = ? ORDER BY lang = ? DESC LIMIT 1',
      )
      .pluck()
      .get(id, lang) ?? t('catalogue.gone');

  const pictureName = (id: number) =>
    db.prepare<[number], string>('SELECT coalesce(original_name, public_id) FROM asset WHERE id = ?').pluck().get(id) ??
    t('catalogue.gone');
  const passageBegin = (id: number | null) =>
    id === null
      ? t('catalogue.whole')
      : (db.prepare<[number], string>('SELECT substr(text, 1, 80) FROM passage WHERE id = ?').pluck().get(id) ??
        t('catalogue.gone'));

  const lists: { [field in EntryField]?: (one: never) => string } = {
    texts: (one: CatalogueEntry['texts'][number]) => line(languageName(one.lang, lang), one.title, one.abstract),
    people: (one: CatalogueEntry['people'][number]) =>
      line(
        named('person', one.personId),
        t(`role.${one.role}`),
        one.shownAs && `${t('catalogue.field.shownAs')}: ${one.shownAs}`,
      ),
    departures: (one: EntryDeparture) =>
      line(
        t(`catalogue.whose.${one.whose}`),
        one.manner && t(`catalogue.manner.${one.manner}`),
        where(one),
        date(one.date),
        named('person', one.personId),
        one.coarse && t('catalogue.field.coarse'),
      ),
    journey: (one: EntryLeg) =>
      line(t(`catalogue.leg.${one.kind}`), where(one), date(one.date), named('person', one.personId), one.note),
    losses: (one: EntryLoss) =>
      line(t(`loss.kind.${one.kind}`), one.description, where(one), one.date && formatEdtf(one.date, lang), one.proof),
    topics: (id: number) => named('topic', id)!,
    events: (id: number) => named('event', id)!,
    communities: (id: number) => named('community', id)!,
    mentions: (one: CatalogueEntry['mentions'][number]) => where(one),
    sessions: (one: CatalogueEntry['sessions'][number]) =>
      line(
        date(one.date),
        named('place', one.placeId),
        one.placeText,
        ...one.interviewers.map((id) => named('person', id)),
      ),
    parts: (one: CatalogueEntry['parts'][number]) =>
      line(one.label, t('catalogue.session', { number: one.session }), timecode(one.zeroOffsetMs)),
    carriers: (one: CatalogueEntry['carriers'][number]) =>
      line(t(`catalogue.carrier.${one.kind}`), one.label, one.location, one.note),
    pictures: (one: EntryPicture) =>
      line(
        pictureName(one.id),
        ...one.texts.map((text) => line(languageName(text.lang, lang), text.caption, text.alt)),
        one.turn !== 0 && t('catalogue.turned', { degrees: String(one.turn) }),
        one.crop && t('catalogue.field.crop'),
        one.access && facet('access', one.access),
        one.embargoUntil && formatEdtf(one.embargoUntil, lang),
        one.date && formatEdtf(one.date, lang),
        named('place', one.placeId ?? null),
        ...(one.people ?? []).map((id) => named('person', id)),
        one.makerId != null && `${t('catalogue.field.maker')}: ${named('person', one.makerId)}`,
        one.credit,
        one.rights,
      ),
    care: (one: CatalogueEntry['care'][number]) => line(t(`catalogue.care.${one.kind}`), passageBegin(one.passageId)),
    rules: (one: CatalogueEntry['rules'][number]) =>
      line(
        t(`catalogue.scope.${one.scope}`),
        facet('access', one.access),
        one.embargoUntil && formatEdtf(one.embargoUntil, lang),
      ),
  };

  return (field, value) => {
    if (value === null || value === undefined || value === '') return [];
    if (Array.isArray(value)) {
      const words = lists[field] as ((one: unknown) => string) | undefined;
      return value.map((one) => (words ? words(one) : String(one)));
    }
    switch (field) {
      case 'form':
      case 'generation':
      case 'access':
        return [facet(field, String(value))];
      case 'lang':
        return [languageName(String(value), lang)];
      case 'collectionId':
        return [collection(Number(value))];
      case 'embargoFrom':
      case 'embargoUntil':
      case 'embargoLiftedOn':
        return [formatEdtf(String(value), lang)];
      default:
        return [String(value)];
    }
  };
}
