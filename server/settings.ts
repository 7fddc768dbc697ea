/**
 * What an administrator settles at the desk while the archive runs (what the machine needs is in config.ts). Each is typed,
 * checked whenever it is read or written, and kept as JSON in the table `setting`. What is added to the house adds its own.
 */
import { z } from 'zod';
import { Invalid } from './archive/errors.ts';
import { setSetting, setting } from './archive/setting.ts';
import type { Database } from './db/open.ts';
import { LANGUAGES } from './i18n/languages.ts';

const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^\P{Cc}*$/u);

/** How a setting is asked for in a form, what it may be, and what it is where nobody has settled it. */
export const SETTINGS = {
  site_name: { asked: 'line', read: line(80), standard: '' }, // empty: SITE_NAME
  languages: { asked: 'languages', read: z.array(z.enum(LANGUAGES)).min(1), standard: [...LANGUAGES] },
  telephone: { asked: 'line', read: line(60), standard: '' }, // for families who would rather call; empty: CONTACT_PHONE
  contact_email: { asked: 'line', read: z.union([z.literal(''), z.email().max(254)]), standard: '' }, // empty: CONTACT_EMAIL
  sign_up: { asked: 'yes', read: z.boolean(), standard: true }, // whether readers open accounts themselves
  codes_required: { asked: 'yes', read: z.boolean(), standard: false }, // whether staff sign in with one-time codes
  backup_days: { asked: 'number', read: z.coerce.number().int().min(0).max(36_500), standard: 0 }, // 0: until somebody destroys it
  overdue_days: { asked: 'number', read: z.coerce.number().int().min(1).max(365), standard: 14 },
} as const satisfies Record<
  string,
  { asked: 'line' | 'number' | 'yes' | 'languages'; read: z.ZodType; standard: unknown }
>;

export type SettingName = keyof typeof SETTINGS;
export const SETTING_KEYS = Object.keys(SETTINGS) as SettingName[];
export type SettingValue<Name extends SettingName> = z.output<(typeof SETTINGS)[Name]['read']>;

/** What a setting is now. One that cannot be read any more counts as not settled. */
export function settled<Name extends SettingName>(db: Database, name: Name): SettingValue<Name> {
  const { read, standard } = SETTINGS[name];
  const kept = setting(db, `desk.${name}`);
  const parsed = read.safeParse(kept === null ? standard : JSON.parse(kept));
  return (parsed.success ? parsed.data : read.parse(standard)) as SettingValue<Name>;
}

/** Settles it. Throws Invalid, naming the setting, for what it may not be. */
export function settle(db: Database, name: SettingName, value: unknown): void {
  const parsed = SETTINGS[name].read.safeParse(value);
  if (!parsed.success) throw new Invalid(`This cannot be used for ${name}.`, { field: name });
  setSetting(db, `desk.${name}`, JSON.stringify(parsed.data));
}
