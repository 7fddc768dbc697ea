import type { SharedPassage } from '../../../archive/sharing.ts';
import { describedTestimonies } from '../../../archive/testimony-line.ts';
import { visitor } from '../../../archive/viewer.ts';
import { href } from '../../../i18n/href.ts';
import type { Lang } from '../../../i18n/languages.ts';
import type { Site } from '../../site.ts';

export const FRAME = { width: 640, height: 320 } as const; // CSS pixels

/** The passage's testimony as everyone may know of it. */
export function testimonyOf(
  site: Site,
  today: string,
  { testimonyId }: Pick<SharedPassage, 'testimonyId'>,
  lang: Lang,
) {
  return describedTestimonies(site.archive.db, visitor(today), [testimonyId], lang)[0]!;
}

export function passageUrl(site: Site, lang: Lang, publicId: string, more = ''): string {
  return site.config.publicUrl + href(lang, `/passages/${encodeURIComponent(publicId)}${more}`);
}

export function frameUrl(site: Site, lang: Lang, publicId: string): string {
  return site.config.publicUrl + href(lang, `/embed/passages/${encodeURIComponent(publicId)}`);
}

/** What a site puts into its page to show the passage; every letter of it that could be markup is written so that it is not. */
export function frameMarkup(src: string, title: string, { width, height }: { width: number; height: number } = FRAME) {
  const safe = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<iframe src="${safe(src)}" title="${safe(title)}" width="${width}" height="${height}" loading="lazy"></iframe>`;
}
