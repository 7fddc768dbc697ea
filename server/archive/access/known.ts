/**
 * The testimonies that a viewer may know of, as a common table expression: for statements that ask the rule about very many
 * things (every place, every term), it is worked out once a testimony and not once a thing.
 */
import { whollyOpenTo } from '../access.ts';
import { audienceOf, reachInto } from './audience.ts';
import { audienceOfIndexPoint } from './words.ts';

/**
 * `known (id, words, narrowed, wholly)`: whether the viewer may read its words, whether a section or redaction narrows any of
 * them, and whether nothing is withheld from the viewer. `few`: only a few of the testimonies are asked about.
 */
export function knownTestimonies(howMany: 'all' | 'few'): string {
  return `known AS ${howMany === 'all' ? 'MATERIALIZED' : 'NOT MATERIALIZED'} (
    SELECT testimony.id, ${audienceOf('transcript', 'testimony')} <= ${reachInto('testimony')} AS words,
      (EXISTS (SELECT 1 FROM section WHERE section.testimony_id = testimony.id)
        OR EXISTS (SELECT 1 FROM redaction WHERE redaction.testimony_id = testimony.id)) AS narrowed,
      ${whollyOpenTo('testimony')} AS wholly
    FROM testimony WHERE ${audienceOf('description', 'testimony')} <= ${reachInto('testimony')})`;
}

/** Whether the viewer may read an index point, joined with `known`. SQL condition. */
export function indexPointOfKnown(point: string): string {
  return `(known.words AND (NOT known.narrowed OR EXISTS (SELECT 1 FROM testimony WHERE testimony.id = ${point}.testimony_id
    AND ${audienceOfIndexPoint(point, 'testimony')} <= ${reachInto('testimony')})))`;
}
