/** The log of who did what, in the language of whoever reads it. It is kept in English, as it was written. */
import { ACCOUNT_ROLES } from '../../archive/account.ts';
import type { Lang } from '../../i18n/languages.ts';
import { messagesOf, translator } from '../../i18n/messages.ts';

/** What is said of an action besides what was done: a role, a number. */
const WITH_VALUES: readonly { is: RegExp; key: string; value?: 'role' | 'reference' }[] = [
  { is: /^invited as (.+)$/, key: 'invited', value: 'role' },
  { is: /^gave the role (.+)$/, key: 'gave_the_role', value: 'role' },
  { is: /^catalogued (.+)$/, key: 'catalogued', value: 'reference' },
  { is: /^sent a link \(.+\)$/, key: 'sent_a_link' },
  { is: /^chose a password \(.+\)$/, key: 'chose_a_password' },
];

export function auditWords(lang: Lang) {
  const t = translator(lang);
  const messages = messagesOf(lang);
  /** Null where this Kolot does not know it: an older one may have written it otherwise. */
  const known = (kind: 'action' | 'thing', text: string): string | null => {
    const key = text.replaceAll(' ', '_');
    if (!messages.has(`audit_log.${kind}.${key}`)) return null;
    return kind === 'action' ? t(`audit_log.action.${key}`) : t(`audit_log.thing.${key}`);
  };

  function action(text: string): string | null {
    for (const { is, key, value } of WITH_VALUES) {
      const found = is.exec(text);
      if (!found) continue;
      const [, given = ''] = found;
      if (value === undefined) return t(`audit_log.action.${key}`);
      return t(`audit_log.action.${key}`, {
        [value]:
          value === 'role' && (ACCOUNT_ROLES as readonly string[]).includes(given) ? t(`desk.role.${given}`) : given,
      });
    }
    return known('action', text);
  }

  return {
    action,
    thing: (text: string) => known('thing', text),
    actor: (text: string) =>
      text === 'kolot' ? t('audit_log.kolot') : text === 'command line' ? t('audit_log.command_line') : null,
  };
}
