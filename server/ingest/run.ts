import type { AccessLevel } from '../archive/access.ts';
import type { AgreementKind } from '../archive/agreement.ts';
import type { Archive } from '../archive/archive.ts';
import type { Authorities } from './authorities.ts';

export interface RunOptions {
  /** For records that carry none. Both are needed to publish; without them a record stays a draft. */
  access?: AccessLevel | null;
  agreement?: AgreementKind | null;
  /** The character set of text files, where detection fails. */
  encoding?: string;
  /** What the one testimony of the files given is called, and the language (BCP 47) of files: they go before what a file says. */
  title?: string | null;
  language?: string | null;
  /** Say what would be done, and store nothing. */
  dryRun?: boolean;
  /** Mark everything as illustrative sample. */
  sample?: boolean;
}

/** One run of an import. */
export interface Run {
  archive: Archive;
  authorities: Authorities;
  options: RunOptions;
  /** Numbers of the records that a dry run would add: none is stored, and the next would get the same. */
  promised: Set<string>;
}
