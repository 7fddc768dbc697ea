import type { Gathering } from '../../archive/event/event.ts';
import { clockIn } from '../../archive/event/zoned.ts';
import { formatEdtf } from '../../i18n/dates.ts';
import type { Lang } from '../../i18n/languages.ts';
import { translator } from '../../i18n/messages.ts';
import { localDigits } from '../../i18n/numbers.ts';

/** When a gathering is, on the clock of its place, whose zone is said: *Sunday, 6 December 2026, 18:30–20:00 (…)*. */
export function whenInWords({ startsAt, starts, ends, zone }: Gathering, lang: Lang): string {
  const start = new Date(startsAt);
  const weekday = new Intl.DateTimeFormat(lang, { weekday: 'long', timeZone: zone }).format(start);
  const called =
    new Intl.DateTimeFormat(lang, { timeZone: zone, timeZoneName: 'long' })
      .formatToParts(start)
      .find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  const time = (wall: string) => localDigits(wall.slice(11), lang);
  const values = {
    weekday,
    day: formatEdtf(starts.slice(0, 10), lang),
    from: time(starts),
    zone: called,
  };
  const t = translator(lang);
  return starts.slice(0, 10) === ends.slice(0, 10)
    ? t('event.when', { ...values, to: time(ends) })
    : t('event.when_days', { ...values, until: formatEdtf(ends.slice(0, 10), lang), to: time(ends) });
}

/** The month on the clock of its place, YYYY-MM. */
export const monthOf = ({ zone, startsAt }: Gathering) => clockIn(zone, new Date(startsAt)).slice(0, 7);
