import type { TestimonyPage } from '../archive/testimony-page.ts';
import { href } from '../i18n/href.ts';
import type { Lang } from '../i18n/languages.ts';
import { translator } from '../i18n/messages.ts';
import { type Reference, type ReferenceContext, referenceOf } from '../publish/reference/reference.ts';
import type { Site } from './site.ts';
import { siteName } from './site-name.ts';
import { testimonyAddress } from './testimony-address.ts';

type Passage = NonNullable<ReferenceContext['passage']>;

/** The reference to a testimony as its page shows it, or to a passage, with their permanent addresses. */
export function referenceTo(
  site: Site,
  page: TestimonyPage,
  lang: Lang,
  passage: (Omit<Passage, 'part'> & { part: number }) | null = null,
): Reference {
  const path = passage ? `/passages/${passage.publicId}` : testimonyAddress(page.accession);
  return referenceOf(page, {
    siteName: siteName(site),
    url: site.config.publicUrl + href(lang, path),
    accessed: site.now(),
    sampleNotice: translator(lang)('testimony.sample_notice'),
    passage: passage && { ...passage, part: page.parts.length > 1 ? passage.part : null },
  });
}
