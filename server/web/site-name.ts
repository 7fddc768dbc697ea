import { settled } from '../settings.ts';
import type { Site } from './site.ts';

/** The name of the archive: as settled at the desk, or SITE_NAME. */
export function siteName(site: Site): string {
  return settled(site.archive.db, 'site_name') || site.config.siteName;
}
