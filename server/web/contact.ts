import { settled } from '../settings.ts';
import type { Site } from './site.ts';

/** How families reach a person: as settled at the desk, or CONTACT_PHONE, CONTACT_EMAIL and CONTACT_ADDRESS. */
export function contactOf({ archive, config }: Site): Site['config']['contact'] {
  return {
    ...config.contact,
    phone: settled(archive.db, 'telephone') || config.contact.phone,
    email: settled(archive.db, 'contact_email') || config.contact.email,
  };
}
