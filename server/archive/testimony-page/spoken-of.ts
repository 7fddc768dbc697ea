import { kept } from '../../db/kept.ts';
import type { Database } from '../../db/open.ts';
import { namedTo, whollyOpenTo } from '../access.ts';
import { presumedLiving, shownAs } from '../person-privacy.ts';
import { nameIn } from '../preferred-name.ts';
import type { Viewer } from '../viewer.ts';

/** Places and people spoken about, each with a page of its own. */
export interface SpokenOf {
  places: { slug: string; name: string }[];
  people: { slug: string; name: string; lang: string | null }[];
}

/** No place is named that is coarsened, and nobody who is kept private: minors, those only mentioned and presumed living, and who appears under another name. */
export function spokenOf(db: Database, viewer: Viewer, testimonyId: number, lang: string): SpokenOf {
  return {
    places: kept<Viewer & { testimonyId: number; lang: string }, SpokenOf['places'][number]>(
      db,
      `
        SELECT DISTINCT place.slug, ${nameIn('place_name', 'place_id', 'place.id')} AS name
        FROM testimony_mention JOIN place ON place.id = testimony_mention.place_id
          JOIN testimony ON testimony.id = testimony_mention.testimony_id
        WHERE testimony_mention.testimony_id = @testimonyId AND (${whollyOpenTo('testimony')} OR NOT EXISTS (
          SELECT 1 FROM departure WHERE departure.testimony_id = testimony.id AND coarse = 1 AND departure.place_id = place.id))
        ORDER BY testimony_mention.id`,
    ).all({ ...viewer, testimonyId, lang }),
    people: kept<Viewer & { testimonyId: number }, SpokenOf['people'][number]>(
      db,
      `
        SELECT person.slug, person.name, person.name_lang AS lang
        FROM testimony_person JOIN person ON person.id = testimony_person.person_id
          JOIN testimony ON testimony.id = testimony_person.testimony_id
        WHERE testimony.id = @testimonyId AND testimony_person.role = 'mentioned' AND person.minor = 0
          AND ${shownAs('testimony.id', 'person.id')} IS NULL AND NOT ${presumedLiving('person')} AND ${namedTo('testimony')}
        ORDER BY testimony_person.position`,
    ).all({ ...viewer, testimonyId }),
  };
}
