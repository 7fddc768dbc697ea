/** The forms of the composer as they are typed: one text a field, so that what was refused comes back just as it was. */
import type { About, Composition, CompositionText } from '../../../archive/composition/composition.ts';
import { BEARINGS, ITEM_KINDS, type Item, type ItemText, type NewItem } from '../../../archive/composition/item.ts';
import { readDate } from '../../../archive/edtf.ts';
import { Invalid } from '../../../archive/errors.ts';
import { isLang, LANGUAGES } from '../../../i18n/languages.ts';

export type Typed = Readonly<Record<string, string>>;

const MOST_ROWS = 200; // of delegations or sponsors
const EMPTY_ROWS = 3;

/** What was sent, one text each; of a field that came twice, the first. */
export function typedOf(body: unknown): Typed {
  const fields = Object.entries((body ?? {}) as Record<string, string | string[]>);
  return Object.fromEntries(fields.map(([name, value]) => [name, String(Array.isArray(value) ? value[0] : value)]));
}

const given = (typed: Typed, name: string): string | null => typed[name]?.trim() || null;
const country = (text: string | null) => (text && /^[A-Z]{2}$/.test(text) ? text : null);

/** The rows that a list of the form has: those that are filled in, and some more. */
export function rowsOf(typed: Typed, list: 'delegation' | 'sponsor'): number[] {
  const filled = Object.entries(typed).flatMap(([name, value]) => {
    const [, number] = new RegExp(`^${list}_name_(\\d{1,3})$`).exec(name) ?? [];
    return number && value.trim() ? [Number(number)] : [];
  });
  return Array.from({ length: Math.min(MOST_ROWS, Math.max(0, ...filled) + EMPTY_ROWS) }, (_, at) => at + 1);
}

export function aboutTyped(about: About): Typed {
  const typed: Record<string, string> = {
    lang: about.lang,
    held_on: about.heldOn ?? '',
    begins_at: about.beginsAt ?? '',
    venue: about.venue ?? '',
  };
  for (const { lang, title, introduction, copying } of about.texts) {
    typed[`title_${lang}`] = title;
    typed[`introduction_${lang}`] = introduction ?? '';
    typed[`copying_${lang}`] = copying ?? '';
  }
  about.delegations.forEach((one, at) => {
    typed[`delegation_name_${at + 1}`] = one.name;
    typed[`delegation_office_${at + 1}`] = one.office ?? '';
    typed[`delegation_country_${at + 1}`] = one.country ?? '';
  });
  about.sponsors.forEach((one, at) => {
    typed[`sponsor_name_${at + 1}`] = one.name;
    typed[`sponsor_address_${at + 1}`] = one.address ?? '';
  });
  return typed;
}

/** What the form says. Texts in languages that the form does not have stay as they are. Throws Invalid. */
export function aboutOf(typed: Typed, stands: Composition): About {
  const lang = isLang(typed.lang ?? '') ? typed.lang! : stands.lang;
  const texts = LANGUAGES.flatMap((one): CompositionText[] => {
    const [introduction, copying] = [given(typed, `introduction_${one}`), given(typed, `copying_${one}`)];
    const title = given(typed, `title_${one}`);
    if (!title && (introduction || copying))
      throw new Invalid('Give it a title in this language as well.', { field: `title_${one}`, key: 'title_missing' });
    return title ? [{ lang: one, title, introduction, copying }] : [];
  });
  return {
    lang,
    heldOn: given(typed, 'held_on'),
    beginsAt: given(typed, 'begins_at'),
    venue: given(typed, 'venue'),
    texts: [...texts, ...stands.texts.filter((text) => !isLang(text.lang))],
    delegations: rowsOf(typed, 'delegation').flatMap((row) => {
      const name = given(typed, `delegation_name_${row}`);
      const office = given(typed, `delegation_office_${row}`);
      return name ? [{ name, office, country: country(given(typed, `delegation_country_${row}`)) }] : [];
    }),
    sponsors: rowsOf(typed, 'sponsor').flatMap((row) => {
      const name = given(typed, `sponsor_name_${row}`);
      return name ? [{ name, address: given(typed, `sponsor_address_${row}`) }] : [];
    }),
  };
}

export function itemTyped(item: Item): Typed {
  const typed: Record<string, string> = {
    kind: item.kind,
    minutes: item.seconds === null ? '' : String(Math.floor(item.seconds / 60)),
    seconds: item.seconds === null ? '' : String(item.seconds % 60),
    passage: item.passage ?? '',
    picture: item.picture ?? '',
    country: item.country ?? '',
    bearing: item.bearing ?? '',
    dated: item.dated ?? '',
    reference: item.reference ?? '',
  };
  for (const { lang, title, body, aside } of item.texts) {
    typed[`title_${lang}`] = title ?? '';
    typed[`body_${lang}`] = body ?? '';
    typed[`aside_${lang}`] = aside ?? '';
  }
  return typed;
}

/** The item that the form says. Throws Invalid, naming the field. */
export function itemOf(typed: Typed, stands: readonly ItemText[] = []): NewItem {
  const kind = ITEM_KINDS.find((one) => one === typed.kind);
  if (!kind) throw new Invalid('Say what is to be added.', { field: 'kind', key: 'kind_missing' });
  const texts = LANGUAGES.map((lang) => ({
    lang,
    title: given(typed, `title_${lang}`),
    body: given(typed, `body_${lang}`),
    aside: given(typed, `aside_${lang}`),
  }));
  return {
    kind,
    seconds: lengthOf(typed),
    passage: kind === 'passage' ? given(typed, 'passage') : null,
    picture: kind === 'picture' ? given(typed, 'picture') : null,
    country: country(given(typed, 'country')),
    bearing: BEARINGS.find((one) => one === typed.bearing) ?? null,
    dated: datedOf(given(typed, 'dated')),
    reference: given(typed, 'reference'),
    texts: [...texts, ...stands.filter(({ lang }) => !isLang(lang))],
  };
}

function lengthOf(typed: Typed): number | null {
  const parts = [given(typed, 'minutes'), given(typed, 'seconds')];
  if (parts.every((part) => part === null)) return null;
  const [minutes, seconds] = parts.map((part) =>
    part === null ? 0 : /^\d{1,4}$/.test(part) ? Number(part) : Number.NaN,
  );
  const total = minutes! * 60 + seconds!;
  if (Number.isNaN(total))
    throw new Invalid('Give minutes and seconds as numbers.', { field: 'minutes', key: 'seconds' });
  return total === 0 ? null : total;
}

function datedOf(text: string | null): string | null {
  if (text === null) return null;
  try {
    return readDate(text).edtf;
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    throw new Invalid(error.message, { field: 'dated', key: 'dated' });
  }
}
