/** The log of who did what, in the language of whoever reads it. It is kept in English, as it was written. */
import { ACCOUNT_ROLES } from '../../archive/account.ts';
import type { AuditEntry } from '../../archive/audit.ts';
import { SUBMISSION_STATES } from '../../archive/submission/submission.ts';
import type { Lang } from '../../i18n/languages.ts';
import { messagesOf, translator } from '../../i18n/messages.ts';

/** What is said of an action besides what was done: a role, a number, where a submission stands. */
const WITH_VALUES: readonly { is: RegExp; key: string; value?: 'role' | 'reference' | 'state' }[] = [
  { is: /^invited as (.+)$/, key: 'invited', value: 'role' },
  { is: /^made the account of (.+)$/, key: 'made_the_account', value: 'role' },
  { is: /^gave the role (.+)$/, key: 'gave_the_role', value: 'role' },
  { is: /^catalogued (.+)$/, key: 'catalogued', value: 'reference' },
  { is: /^moved to (.+)$/, key: 'moved_to', value: 'state' },
  { is: /^sent a link \(.+\)$/, key: 'sent_a_link' },
  { is: /^chose a password \(.+\)$/, key: 'chose_a_password' },
];

/** Details of one word that have words of their own elsewhere, by the action they belong to. */
const SAID_AS: Record<string, string> = {
  withdrew: 'contribute.withdraw.what.',
  'took a withdrawal back': 'contribute.withdraw.what.',
  'marked a part': 'desk.queue.part_states.',
  'brought an earlier answer back': 'desk.queue.steps.',
  'decided on a concern': 'closing.decision.',
};

/** Where the thing of a line has a page at the desk, without the language; null where it has none. */
export function auditAddress({ thing, thingId }: Pick<AuditEntry, 'thing' | 'thingId'>): string | null {
  if (thingId === null) return null;
  const number = /^(?:S-0*)?([1-9]\d{0,14})$/.exec(thingId)?.[1];
  if (thing === 'testimony') return `/desk/testimonies/${encodeURIComponent(thingId)}`;
  if (thing === 'page') return '/desk/pages';
  if (['programme', 'lesson', 'exhibit', 'evidence'].includes(thing))
    return `/desk/compositions/${encodeURIComponent(thingId)}`;
  if (!number) return null;
  if (thing === 'submission') return `/desk/queue/${number}`;
  if (thing === 'import' || thing === 'batch' || thing === 'mail') return `/desk/${thing}/${number}`;
  if (thing === 'issue of the newsletter') return `/desk/newsletter/${number}`;
  if (thing === 'gathering') return `/desk/events/${number}`;
  if (thing === 'access request') return `/desk/access/${number}`;
  if (['topic', 'event', 'community', 'place', 'person'].includes(thing))
    return `/desk/vocabularies/${thing}/${number}`;
  return null;
}

export function auditWords(lang: Lang) {
  const t = translator(lang);
  const messages = messagesOf(lang);
  /** Null where this Kolot does not know it: an older one may have written it otherwise. */
  const known = (kind: 'action' | 'thing', text: string): string | null => {
    const key = text.replaceAll(' ', '_');
    if (!messages.has(`audit_log.${kind}.${key}`)) return null;
    return kind === 'action' ? t(`audit_log.action.${key}`) : t(`audit_log.thing.${key}`);
  };

  function valued(value: 'role' | 'reference' | 'state', given: string): string {
    if (value === 'role' && (ACCOUNT_ROLES as readonly string[]).includes(given)) return t(`desk.role.${given}`);
    if (value === 'state' && (SUBMISSION_STATES as readonly string[]).includes(given))
      return t(`desk.queue.states.${given.replaceAll(' ', '_')}`);
    return given;
  }

  function action(text: string): string | null {
    for (const { is, key, value } of WITH_VALUES) {
      const found = is.exec(text);
      if (!found) continue;
      const [, given = ''] = found;
      return value === undefined
        ? t(`audit_log.action.${key}`)
        : t(`audit_log.action.${key}`, { [value]: valued(value, given) });
    }
    return known('action', text);
  }

  /** What was said besides: a revision, how many, which part; a reason stays as somebody wrote it. */
  function detail({ action: done, thing, detail: text }: Pick<AuditEntry, 'action' | 'thing' | 'detail'>): string {
    if (text === null) return '';
    const prefix = SAID_AS[done];
    if (prefix !== undefined && messages.has(`${prefix}${text}`)) return t(`${prefix}${text}`);
    const [, word = '', number = '', more = ''] = /^(\w+) (\d+)(?:, changed (\d+))?$/.exec(text) ?? [];
    if (thing === 'setting' || number === '') return text;
    if (word === 'revision') return t('audit_log.detail.revision', { number });
    if (word === 'testimonies') return t('audit_log.detail.testimonies', { count: Number(number) });
    if (word === 'into') return t('audit_log.detail.into', { number });
    return word === 'added' ? t('audit_log.detail.vocabulary', { added: number, changed: more }) : text;
  }

  return {
    action,
    detail,
    thing: (text: string) => known('thing', text),
    /** What the thing is called: the name of a setting, or its number as it stands. */
    called: ({ thing, thingId }: Pick<AuditEntry, 'thing' | 'thingId'>) =>
      thing === 'setting' && messages.has(`desk.settings.names.${thingId}`)
        ? t(`desk.settings.names.${thingId}`)
        : thingId,
    actor: (text: string) =>
      text === 'kolot'
        ? t('audit_log.kolot')
        : text === 'command line'
          ? t('audit_log.command_line')
          : /^S-\d+$/.test(text)
            ? t('audit_log.sender', { reference: text })
            : null,
  };
}
