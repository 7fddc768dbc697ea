/** What a family told, as it is shown beside the fields it belongs to. */
import { signaturesOf } from '../../../archive/submission/agreement.ts';
import { type Told, toldBy } from '../../../archive/submission/told.ts';
import type { Database } from '../../../db/open.ts';
import type { Lang } from '../../../i18n/languages.ts';
import { translator } from '../../../i18n/messages.ts';
import { optionKey } from '../../contribute/questions.ts';
import { spotsIn } from './told-spot.ts';
import type { Typed } from './typed.ts';

export interface FromFamily {
  key: string;
  /** What was asked, in words: `The road · 2 · Note`. */
  asked: string;
  text: string; // word for word; of a choice, its words in the language of the page
  at: string; // the field, or the list to which a row would be added
  anchor: string; // its id on the page of the form
  state: 'open' | 'stands' | 'dealt with';
  /** It stands in its field word for word: there is nothing to show beside it. */
  plain: boolean;
  take: boolean; // one press takes it over
  unreadable: boolean; // no date can be read in it
  personId: number | null; // it belongs on the page of this person
  dealtWith: Told['dealtWith'];
}

/** All that the family told, held against what stands in a form. */
export function fromFamily(db: Database, lang: Lang, submissionId: number, typed: Typed): FromFamily[] {
  const t = translator(lang);
  const spot = spots(db, lang, submissionId, typed);
  return toldBy(db, submissionId).map((told): FromFamily => {
    const { at, stands, taken } = spot(told);
    const [list = '', row = '', field = ''] = at.split('.');
    const option = optionKey(told.step, told.field, told.text);
    const stood = field ? typed.lists[list as keyof Typed['lists']]?.[Number(row)] : typed.fields;
    const name = field || list;
    const same = stood?.[`${name}_text`] === told.text || stood?.[name]?.trim() === told.text;
    const person = told.field === 'born' && field ? (typed.lists.people[Number(row)]?.person ?? '') : '';
    return {
      key: told.key,
      asked: [
        t(`desk.queue.steps.${told.step}`),
        told.row === null ? null : String(told.row + 1),
        t(`desk.queue.fields.${told.field}`),
      ]
        .filter((part) => part !== null)
        .join(' · '),
      text: option ? t(option) : told.text,
      at,
      anchor: field || at in typed.fields ? `f-${at.replaceAll('.', '-')}` : `list-${at}`,
      state: stands ? 'stands' : told.dealtWith ? 'dealt with' : 'open',
      plain: stands && (option !== null || told.field === 'language' || same),
      take: taken !== null && !stands,
      unreadable: told.field === 'date' && !stands && taken === null,
      personId: /^\d+$/.test(person) ? Number(person) : null,
      dealtWith: told.dealtWith,
    };
  });
}

/** The form with one thing that the family told taken over; null where it is not there, or no field takes it. */
export function takenOver(db: Database, lang: Lang, submissionId: number, typed: Typed, key: string): Typed | null {
  const told = toldBy(db, submissionId).find((one) => one.key === key);
  return told ? spots(db, lang, submissionId, typed)(told).taken : null;
}

function spots(db: Database, lang: Lang, submissionId: number, typed: Typed) {
  const signature = signaturesOf(db, submissionId).find(({ replacedAt }) => replacedAt === null);
  return spotsIn(db, lang, typed, signature?.choices ?? null);
}
