import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Invalid } from '../../../server/archive/errors.ts';
import { readSource } from '../../../server/ingest/read.ts';
import type { Source, SourceCue } from '../../../server/ingest/source.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/transcripts');

/** One of our own small files. */
export function fixture(name: string): Buffer {
  return readFileSync(join(FIXTURES, name));
}

/** A file read, whose content is given as text. */
export function read(fileName: string, content: string | Buffer, options?: { encoding?: string }): Promise<Source> {
  return readSource(typeof content === 'string' ? Buffer.from(content) : content, fileName, options);
}

/** The message with which a file is refused; fails where it is read, or breaks with anything but `Invalid`. */
export async function refused(
  fileName: string,
  content: string | Buffer,
  options?: { encoding?: string },
): Promise<Invalid> {
  try {
    await read(fileName, content, options);
  } catch (error) {
    if (error instanceof Invalid) return error;
    throw error;
  }
  throw new Error(`${fileName} was read, and should have been refused`);
}

/** The cues of a file's only transcript. */
export async function cuesOf(fileName: string, content: string | Buffer): Promise<SourceCue[]> {
  return (await read(fileName, content)).transcripts[0]!.cues;
}

/** What was said when by whom, short enough to compare. */
export function said({ startMs, endMs, speaker, text }: SourceCue) {
  return [startMs, endMs, speaker, text];
}
