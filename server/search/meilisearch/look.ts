import type { Archive } from '../../archive/archive.ts';
import { lastChange } from '../../archive/outbox.ts';
import { setting } from '../../archive/setting.ts';
import { buildingSince } from './build.ts';
import { type Address, connect } from './connection.ts';
import { countTestimonies } from './sending.ts';
import { differing } from './settings.ts';
import { isAsLeft, readStanding } from './standing.ts';
import { trouble, troubleOf } from './trouble.ts';

/** The index in Meilisearch as it lies there. */
export interface MeilisearchLook {
  version: string | null; // null where it could not be asked
  testimonies: number;
  behind: number; // changes of the archive that it has not followed yet
  problems: string[]; // what is wrong and what to do
}

const PATIENCE = 10_000; // milliseconds that one answer may take: somebody waits for it

/** Looks at Meilisearch without touching it: what is wrong stays as it is. */
export async function lookAtMeilisearch({ db }: Archive, address: Address): Promise<MeilisearchLook> {
  const look: MeilisearchLook = { version: null, testimonies: 0, behind: 0, problems: [] };
  try {
    const archiveId = setting(db, 'archive_id') ?? '';
    const { client, index } = await connect(address, archiveId, PATIENCE);
    look.version = (await client.getVersion()).pkgVersion;
    const standing = await readStanding(index);
    if (standing === null) return { ...look, problems: [trouble('missing').message] };
    look.testimonies = await countTestimonies(index);
    if (!isAsLeft(db, archiveId, standing)) look.problems.push(trouble('shared').message);
    if (buildingSince(db) !== null) look.problems.push(trouble('building').message);
    look.behind = Math.max(0, lastChange(db) - standing.cursor);
    if (look.behind > 0) look.problems.push(trouble('behind', String(look.behind)).message);
    const others = differing(await index.getSettings());
    if (others.length) {
      look.problems.push(
        `Settings of the index in Meilisearch are not Kolot’s: ${others.join(', ')}. Start Kolot, which puts them right.`,
      );
    }
    const inArchive = db.prepare<[], number>('SELECT count(*) FROM testimony').pluck().get()!;
    if (look.behind === 0 && look.testimonies !== inArchive) {
      look.problems.push(
        `The index in Meilisearch has ${look.testimonies} testimonies, the archive ${inArchive}. Run “kolot reindex”.`,
      );
    }
    return look;
  } catch (error) {
    return { ...look, problems: [...look.problems, troubleOf(error, address.host).message] };
  }
}
