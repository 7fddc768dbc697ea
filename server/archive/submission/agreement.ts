/**
 * The agreement of a family: the choices they make, the text they read in their language, and what they signed, kept word for
 * word with the version of the text.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Database } from '../../db/open.ts';
import { USES, type Use } from '../agreement.ts';
import { readDate } from '../edtf.ts';
import { Invalid } from '../errors.ts';
import { setSetting, setting } from '../setting.ts';
import { addHistory } from './states.ts';
import { type Answers, textIn } from './steps.ts';

export const GIVEN = ['text', 'sound', 'image', 'name'] as const;
export type Given = (typeof GIVEN)[number];
export const FAR = ['public', 'registered', 'archive'] as const;
export type Far = (typeof FAR)[number];
export const UNTIL = ['now', 'date', 'gone'] as const;
export type Until = (typeof UNTIL)[number];
export const NAMED = ['full', 'first', 'initials', 'pseudonym'] as const;
export type Named = (typeof NAMED)[number];

/** What somebody chose, ready to be signed. */
export interface Choices {
  give: Given[];
  far: Far;
  /** From when on: at once, from a date (YYYY-MM-DD), or once the narrator is gone. Until then it stays closed. */
  until: Until;
  untilDate: string | null;
  name: Named;
  pseudonym: string | null;
  uses: Use[];
  later: string | null; // who decides when the signer no longer can
  laterReach: string | null;
}

/** The words of the agreement in one language: data, with a version, so that what was signed can be told from what changed. */
const wording = z.object({
  version: z.string().min(1),
  title: z.string(),
  plain: z.array(z.string()).min(1), // in plain words, before the legal ones
  said: z.object({
    give: z.string(),
    give_text: z.string(),
    give_sound: z.string(),
    give_image: z.string(),
    give_name: z.string(),
    give_nothing: z.string(),
    far: z.string(),
    far_public: z.string(),
    far_registered: z.string(),
    far_archive: z.string(),
    until: z.string(),
    until_now: z.string(),
    until_date: z.string(), // {date}
    until_gone: z.string(),
    name: z.string(),
    name_full: z.string(),
    name_first: z.string(),
    name_initials: z.string(),
    name_pseudonym: z.string(), // {pseudonym}
    uses: z.string(),
    yes: z.string(),
    no: z.string(),
    ...(Object.fromEntries(USES.map((use) => [`use_${use}`, z.string()])) as Record<`use_${Use}`, z.ZodString>),
    later: z.string(),
    later_nobody: z.string(),
  }),
  legal_title: z.string(),
  legal: z.array(z.string()).min(1),
});
export type AgreementText = z.infer<typeof wording>;

const folder = new URL('./agreement-text/', import.meta.url);
const shipped = new Map<string, AgreementText>();

/** What an administrator may word anew: the choices stay as they ship, since what they mean is carried out. */
const ownWords = z.object({
  version: z.string(),
  plain: z.array(z.string().min(1).max(4_000)).min(1).max(40),
  legal_title: z.string().min(1).max(300),
  legal: z.array(z.string().min(1).max(4_000)).min(1).max(40),
});
type OwnWords = z.infer<typeof ownWords>;
const keyOf = (lang: string) => `desk.agreement.${lang}`;

/** The agreement in a language as it is read and signed now: as it ships, or as the archive worded it. */
export function agreementText(db: Database, lang: string): AgreementText {
  const own = setting(db, keyOf(lang));
  return own === null ? shippedAgreement(lang) : { ...shippedAgreement(lang), ...ownWords.parse(JSON.parse(own)) };
}

export function hasOwnWords(db: Database, lang: string): boolean {
  return setting(db, keyOf(lang)) !== null;
}

/** Words the agreement anew, as a version of its own; null brings back what ships. Throws Invalid for words that cannot be used. */
export function setAgreementWords(
  db: Database,
  lang: string,
  words: Omit<OwnWords, 'version'> | null,
  now: Date,
): void {
  if (words === null) {
    db.prepare('DELETE FROM setting WHERE key = ?').run(keyOf(lang));
    return;
  }
  const version = `${shippedAgreement(lang).version} · ${now.toISOString().slice(0, 16)}`;
  const parsed = ownWords.safeParse({ ...words, version });
  const text = [...words.plain, words.legal_title, ...words.legal].join(' ').replaceAll('{site}', '');
  if (!parsed.success || /[{}]/.test(text))
    throw new Invalid('These words cannot be used for the agreement.', { field: 'words' });
  setSetting(db, keyOf(lang), JSON.stringify(parsed.data));
}

/** The agreement as it ships; in English where there is none in this language. `{site}` stands for the archive's name. */
export function shippedAgreement(lang: string): AgreementText {
  const known = shipped.get(lang);
  if (known) return known;
  const path = fileURLToPath(new URL(`${/^[a-z]{2}$/.test(lang) ? lang : 'en'}.json`, folder));
  let json: string;
  try {
    json = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return shippedAgreement('en');
  }
  const text = wording.parse(JSON.parse(json));
  shipped.set(lang, text);
  return text;
}

/** What was not answered, or cannot be, by its field: a page says each in its own words. */
export type ChoiceProblem = 'give' | 'far' | 'until' | 'until_date' | 'name' | 'pseudonym' | `use_${Use}`;

const oneOf = <T extends string>(all: readonly T[], given: string): T | null =>
  all.find((one) => one === given) ?? null;

/** The choices in the answers of the step `use`, with what is missing. Every use is asked for itself: no answer is no choice. */
export function choicesIn(answers: Answers, today: string): { choices: Choices | null; problems: ChoiceProblem[] } {
  const problems: ChoiceProblem[] = [];
  const give = GIVEN.filter((one) => textIn(answers, `give_${one}`) === 'yes');
  if (give.length === 0) problems.push('give');
  const far = oneOf(FAR, textIn(answers, 'far'));
  if (!far) problems.push('far');
  const until = oneOf(UNTIL, textIn(answers, 'until'));
  if (!until) problems.push('until');
  const untilDate = until === 'date' ? dayFrom(textIn(answers, 'until_date'), today) : null;
  if (until === 'date' && untilDate === null) problems.push('until_date');
  const name = oneOf(NAMED, textIn(answers, 'name'));
  if (!name) problems.push('name');
  const pseudonym = name === 'pseudonym' ? textIn(answers, 'pseudonym') || null : null;
  if (name === 'pseudonym' && !pseudonym) problems.push('pseudonym');
  for (const use of USES) if (!['yes', 'no'].includes(textIn(answers, `use_${use}`))) problems.push(`use_${use}`);
  if (problems.length > 0 || !far || !until || !name) return { choices: null, problems };
  const choices: Choices = {
    give,
    far,
    until,
    untilDate,
    name,
    pseudonym,
    uses: USES.filter((use) => textIn(answers, `use_${use}`) === 'yes'),
    later: textIn(answers, 'later') || null,
    laterReach: textIn(answers, 'later_reach') || null,
  };
  return { choices, problems };
}

/** The first day that a date may mean, where it lies ahead; of a year its first day. Null where it is no such date. */
function dayFrom(text: string, today: string): string | null {
  try {
    const { edtf } = readDate(text);
    const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(edtf) ?? [];
    const first = year ? `${year}-${month}-${day}` : null;
    return first && first > today ? first : null;
  } catch (error) {
    if (error instanceof Invalid) return null;
    throw error;
  }
}

export interface Paragraph {
  kind: 'title' | 'text' | 'item';
  text: string;
}

/** The whole agreement as it is shown and signed: plain words, the choices, the legal words. */
export function agreementParagraphs(text: AgreementText, choices: Choices, site: string): Paragraph[] {
  const { said } = text;
  const fill = (words: string) =>
    words.replace(/\{(site|date|pseudonym)\}/g, (_, name: string) =>
      name === 'site' ? site : name === 'date' ? (choices.untilDate ?? '') : (choices.pseudonym ?? ''),
    );
  const items = (...words: string[]): Paragraph[] => words.map((words) => ({ kind: 'item', text: fill(words) }));
  const title = (words: string): Paragraph => ({ kind: 'title', text: fill(words) });
  const plain = (words: string): Paragraph => ({ kind: 'text', text: fill(words) });
  const later = [choices.later, choices.laterReach].filter(Boolean).join(' · ');
  return [
    title(text.title),
    ...text.plain.map(plain),
    title(said.give),
    ...items(...(choices.give.length ? choices.give.map((one) => said[`give_${one}`]) : [said.give_nothing])),
    title(said.far),
    ...items(said[`far_${choices.far}`]),
    title(said.until),
    ...items(said[`until_${choices.until}`]),
    title(said.name),
    ...items(said[`name_${choices.name}`]),
    title(said.uses),
    ...USES.map(
      (use): Paragraph => ({
        kind: 'item',
        text: `${fill(said[`use_${use}`])} ${choices.uses.includes(use) ? said.yes : said.no}`,
      }),
    ),
    title(said.later),
    ...items(later || said.later_nobody),
    title(text.legal_title),
    ...text.legal.map(plain),
  ];
}

export interface NewSignature {
  lang: string;
  choices: Choices;
  site: string;
  signer: string;
  signedOn: string; // YYYY-MM-DD
  method: 'typed' | 'spoken' | 'paper';
  fileId: number | null;
  narrator: string | null;
  relation: string | null;
  authority: string | null;
  personId: number | null;
  /** The e-mail of the archivist who kept it for the family; null where the family signed itself. */
  archivist?: string | null;
  now: Date;
}

export interface Signature extends Omit<NewSignature, 'site' | 'now' | 'archivist'> {
  id: number;
  textVersion: string;
  wording: string;
  at: string;
  replacedAt: string | null;
  agreementId: number | null;
}

/** Keeps what was signed, word for word; an earlier signature of the same submission is kept too, and no longer stands. */
export function sign(db: Database, submissionId: number, signature: NewSignature): number {
  const text = agreementText(db, signature.lang);
  const words = agreementParagraphs(text, signature.choices, signature.site)
    .map(({ kind, text }) => (kind === 'item' ? `• ${text}` : text))
    .join('\n\n');
  const at = signature.now.toISOString();
  return db
    .transaction(() => {
      db.prepare('UPDATE submission_signature SET replaced_at = ? WHERE submission_id = ? AND replaced_at IS NULL').run(
        at,
        submissionId,
      );
      addHistory(db, submissionId, {
        what: 'signed',
        actor: signature.personId === null ? 'an archivist' : 'the family',
        account: signature.archivist,
        to: text.version,
        now: signature.now,
      });
      const { lastInsertRowid } = db
        .prepare(`
          INSERT INTO submission_signature (submission_id, text_version, lang, wording, choices, signer, signed_on, method,
            file_id, narrator, relation, authority, person_id, at)
          VALUES (@submissionId, @textVersion, @lang, @wording, @choices, @signer, @signedOn, @method, @fileId, @narrator,
            @relation, @authority, @personId, @at)`)
        .run({
          submissionId,
          textVersion: text.version,
          lang: signature.lang,
          wording: words,
          choices: JSON.stringify(signature.choices),
          signer: signature.signer,
          signedOn: signature.signedOn,
          method: signature.method,
          fileId: signature.fileId,
          narrator: signature.narrator,
          relation: signature.relation,
          authority: signature.authority,
          personId: signature.personId,
          at,
        });
      return Number(lastInsertRowid);
    })
    .immediate();
}

/** What was signed, newest first; the first stands unless it was replaced. */
export function signaturesOf(db: Database, submissionId: number): Signature[] {
  return db
    .prepare<[number], Omit<Signature, 'choices'> & { choices: string }>(`
      SELECT id, text_version AS textVersion, lang, wording, choices, signer, signed_on AS signedOn, method,
        file_id AS fileId, narrator, relation, authority, person_id AS personId, at, replaced_at AS replacedAt,
        agreement_id AS agreementId
      FROM submission_signature WHERE submission_id = ? ORDER BY id DESC`)
    .all(submissionId)
    .map((row) => ({ ...row, choices: JSON.parse(row.choices) as Choices }));
}
