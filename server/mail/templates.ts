/**
 * The mails that Kolot writes. Each has a subject and a text in messages/LANG/mail.json (`mail.<name>.subject` and `.text`,
 * paragraphs parted by an empty line), which an administrator may word anew. What is added to the house adds its mails here.
 */
export interface MailTemplate {
  /** What the text may name in braces, beside `site` and `link`. */
  values: readonly string[];
  /** Whether there is a link in it; then the text must have it. */
  link: boolean;
  /** Links that open an account: read at the desk by administrators alone. */
  secret: boolean;
}

export const MAIL_TEMPLATES = {
  account_invitation: { values: ['inviter', 'days'], link: true, secret: true },
  account_sign_up: { values: ['days'], link: true, secret: true },
  account_sign_up_known: { values: [], link: true, secret: false },
  account_reset: { values: ['hours'], link: true, secret: true },
  account_password_changed: { values: [], link: true, secret: false },
  account_codes_off: { values: [], link: true, secret: false },
  access_answered: { values: [], link: true, secret: false },
  newsletter_confirm: { values: [], link: true, secret: true },
  newsletter_known: { values: [], link: true, secret: true },
  event_confirmed: { values: ['event', 'when'], link: true, secret: true },
  event_waiting: { values: ['event', 'when'], link: true, secret: true },
  event_moved_up: { values: ['event', 'when'], link: true, secret: true },
  event_changed: { values: ['event', 'when'], link: true, secret: true },
  event_cancelled: { values: ['event', 'when'], link: false, secret: true },
  saved_search_news: { values: ['search', 'list', 'stop'], link: true, secret: false },
  family_begun: { values: ['reference'], link: true, secret: false },
  family_code: { values: ['code'], link: false, secret: true },
  family_invited: { values: ['inviter'], link: true, secret: false },
  family_lost: { values: ['reference'], link: true, secret: false },
  family_news: { values: [], link: true, secret: false },
  family_message: { values: ['text'], link: true, secret: false },
} as const satisfies Record<string, MailTemplate>;

export type MailName = keyof typeof MAIL_TEMPLATES;
export const MAIL_NAMES = Object.keys(MAIL_TEMPLATES) as MailName[];

export function mailTemplate(name: MailName): MailTemplate {
  return MAIL_TEMPLATES[name];
}

export function isMailName(name: string): name is MailName {
  return Object.hasOwn(MAIL_TEMPLATES, name);
}
