/** The corrections of an archive: read once a change, whoever made it, and held against what ships today. */
import type { KeptWording } from './archive/wording.ts';
import { standingWordings, wordingVersion } from './archive/wording.ts';
import type { Database } from './db/open.ts';
import { isLang, LANGUAGES, type Lang } from './i18n/languages.ts';
import { type Message, messagesOf } from './i18n/messages.ts';
import { lacksOf, sameWords } from './i18n/wording.ts';

export interface Correction {
  id: number;
  lang: Lang;
  message: string;
  words: Message;
  actor: string;
  at: string; // ISO 8601
  /**
   * `stands`; `original`: the English that ships has changed since; `shipped`: what ships in the language has; `taken_up`:
   * what ships says the same by now; `broken`: what ships needs other values or forms, and the correction is not shown;
   * `gone`: nothing shows this message any more.
   */
  state: 'stands' | 'original' | 'shipped' | 'taken_up' | 'broken' | 'gone';
  english: Message; // as it shipped when this was written
  shipped: Message;
}

type Corrected = ReadonlyMap<Lang, ReadonlyMap<string, Message>>;
const read = new WeakMap<Database, { version: number; corrected: Corrected }>();

/** The messages that are worded anew, by language. */
export function correctedMessages(db: Database): Corrected {
  const version = wordingVersion(db);
  const known = read.get(db);
  if (known?.version === version) return known.corrected;
  const corrected = new Map<Lang, Map<string, Message>>(LANGUAGES.map((lang) => [lang, new Map()]));
  for (const { lang, message, words, state } of corrections(db))
    if (state !== 'broken' && state !== 'gone') corrected.get(lang)?.set(message, words);
  read.set(db, { version, corrected });
  return corrected;
}

/** A message as this archive says it: corrected, or as it ships. */
export function messageOf(db: Database, lang: Lang, key: string): Message | undefined {
  return correctedMessages(db).get(lang)?.get(key) ?? messagesOf(lang).get(key);
}

/** The corrections that stand, each with what has become of it. */
export function corrections(db: Database, lang: Lang | null = null): Correction[] {
  return standingWordings(db, lang).flatMap((row) => (isLang(row.lang) ? [correctionOf(row, row.lang)] : []));
}

function correctionOf(row: KeptWording, lang: Lang): Correction {
  const [words, english, shipped] = [row.words ?? 'null', row.english, row.shipped].map(
    (json) => JSON.parse(json) as Message,
  ) as [Message, Message, Message];
  const { id, message, actor, at } = row;
  const state = stateOf({ words, english, shipped }, lang, message);
  return { id, lang, message, words, english, shipped, actor, at, state };
}

function stateOf(
  { words, english, shipped }: Pick<Correction, 'words' | 'english' | 'shipped'>,
  lang: Lang,
  key: string,
): Correction['state'] {
  const [englishNow, shippedNow] = [messagesOf('en').get(key), messagesOf(lang).get(key)];
  if (englishNow === undefined || shippedNow === undefined) return 'gone';
  if (lacksOf(words, lang, key).length) return 'broken';
  if (sameWords(words, shippedNow)) return 'taken_up';
  if (!sameWords(english, englishNow)) return 'original';
  return sameWords(shipped, shippedNow) ? 'stands' : 'shipped';
}
