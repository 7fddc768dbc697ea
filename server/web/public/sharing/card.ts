import { directionOf } from '../../../archive/languages.ts';
import type { SharedPassage } from '../../../archive/sharing.ts';
import { timecode } from '../../../i18n/dates.ts';
import { settled } from '../../../i18n/isolate.ts';
import type { Lang } from '../../../i18n/languages.ts';
import { translator } from '../../../i18n/messages.ts';
import { type QuotationCard, quotationCard } from '../../../media/quotation-card.ts';
import { inTurns } from '../../../media/turns.ts';
import type { Site } from '../../site.ts';
import { siteName } from '../../site-name.ts';
import { testimonyOf } from './words.ts';

const KEPT = 40; // cards, of some 40 kB each
const drawn = new Map<string, Promise<Buffer>>();
const turns = inTurns(2);

/** The quotation card of a passage: PNG. The last ones are kept by all that is on them, so that a card never outlives a change. */
export async function cardOf(site: Site, today: string, shared: SharedPassage, lang: Lang): Promise<Buffer> {
  const card = contentOf(site, today, shared, lang);
  const key = JSON.stringify(card);
  const known = drawn.get(key) ?? turns(() => quotationCard(card));
  drawn.delete(key);
  drawn.set(key, known);
  for (const oldest of drawn.keys()) if (drawn.size > KEPT) drawn.delete(oldest);
  known.catch(() => drawn.delete(key));
  return known;
}

function contentOf(site: Site, today: string, shared: SharedPassage, lang: Lang): QuotationCard {
  const { passage, accession, sample } = shared;
  const t = translator(lang);
  const time = passage.startMs === null ? null : timecode(passage.startMs);
  return {
    text: settled(passage.text),
    direction: { words: directionOf(passage.lang), page: directionOf(lang) },
    name: passage.speaker && settled(passage.speaker),
    lines: [settled(testimonyOf(site, today, shared, lang).title), [accession, time].filter(Boolean).join(' · ')],
    archive: siteName(site),
    address: `${site.config.publicUrl.replace(/^https?:\/\//, '')}/passages/${passage.publicId}`,
    note: sample ? t('line.sample') : null,
  };
}
