import type { Lang } from '../../i18n/languages.ts';
import { translator } from '../../i18n/messages.ts';

/** What the recorder says in the browser (views/assets/js/recorder*.js, spoken.js), each `recording.say.…`. */
const SAID = [
  'sending',
  'left',
  'checking',
  'kept',
  'failed',
  'offline',
  'open',
  'hears',
  'silent',
  'recording',
  'paused',
  'answered',
  'retake_sure',
  'delete_sure',
  'ended',
  'no_room',
  'progress',
  'listen',
  'delete',
  'first_keep',
];
const REFUSED = [
  'kind',
  'empty',
  'too_large',
  'too_much',
  'disk_full',
  'broken_off',
  'virus',
  'closed',
  'too_often',
  'unclear',
];
const TROUBLES = ['unsupported', 'not_allowed', 'not_found', 'busy'];
const MOST_ON_DEVICE = 60;

export function recorderWords(lang: Lang) {
  const t = translator(lang);
  const words = (names: readonly string[], say: (name: string) => string) =>
    Object.fromEntries(names.map((name) => [name, say(name)]));
  return {
    ...words(SAID, (name) => t(`recording.say.${name}`)),
    refused: words(REFUSED, (name) => t(`recording.refused.${name}`)),
    trouble: words(TROUBLES, (name) => t(`recording.trouble.${name}`)),
    unsent: Array.from({ length: MOST_ON_DEVICE }, (_, at) => t('recording.unsent', { count: at + 1 })),
  };
}
