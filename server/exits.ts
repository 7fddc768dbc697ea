/**
 * Every way in which something of the archive leaves it. What is added to the house adds its exits to the list of whoever
 * asks for them: a test walks each with every role and state of a testimony, and refuses a route that is not listed.
 */
import { ACCOUNT } from './exits/account.ts';
import { CATALOGUE } from './exits/catalogue.ts';
import { COMPOSITIONS } from './exits/compositions.ts';
import { CONTRIBUTE } from './exits/contribute.ts';
import { DESK } from './exits/desk.ts';
import { EVENTS } from './exits/events.ts';
import type { Exit } from './exits/exit.ts';
import { NEWSLETTER } from './exits/newsletter.ts';
import { PROGRAMS } from './exits/programs.ts';
import { READING } from './exits/reading.ts';
import { TRANSCRIPTS } from './exits/transcripts.ts';
import { WORKBENCH } from './exits/workbench.ts';

export type { Exit } from './exits/exit.ts';

export const EXITS: readonly Exit[] = [
  ...READING,
  ...ACCOUNT,
  ...WORKBENCH,
  ...CONTRIBUTE,
  ...DESK,
  ...CATALOGUE,
  ...COMPOSITIONS,
  ...TRANSCRIPTS,
  ...PROGRAMS,
  ...NEWSLETTER,
  ...EVENTS,
];
