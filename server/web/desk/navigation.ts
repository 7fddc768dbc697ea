import { isStaff, type Role, type Viewer } from '../../archive/viewer.ts';

/** One entry of the desk's navigation. What is added to the desk adds its entry here, in the order of the work. */
export interface DeskEntry {
  path: string; // without the language
  key: string; // its words are the message `desk.nav.<key>`
  /** Who sees the entry; everyone on the staff where nobody is named. The route itself refuses others. */
  roles?: readonly Role[];
}

export const DESK_ENTRIES: readonly DeskEntry[] = [
  { path: '/desk', key: 'today' },
  { path: '/desk/queue', key: 'queue' },
  { path: '/desk/testimonies', key: 'catalogue' },
  { path: '/desk/access', key: 'access' },
  { path: '/desk/vocabularies', key: 'vocabularies' },
  { path: '/desk/import', key: 'import' },
  { path: '/desk/compositions', key: 'compositions', roles: ['coordinator', 'archivist', 'administrator'] },
  { path: '/desk/questions', key: 'questions' },
  { path: '/desk/voices', key: 'voices' },
  { path: '/desk/pages', key: 'site_pages' },
  { path: '/desk/wording', key: 'wording', roles: ['translator', 'administrator'] },
  { path: '/desk/events', key: 'events', roles: ['coordinator', 'archivist', 'administrator'] },
  { path: '/desk/mail', key: 'mail' },
  { path: '/desk/newsletter', key: 'newsletter' },
  { path: '/desk/accounts', key: 'accounts', roles: ['administrator'] },
  { path: '/desk/audit', key: 'audit', roles: ['administrator'] },
  { path: '/desk/settings', key: 'settings', roles: ['administrator'] },
  { path: '/desk/jobs', key: 'jobs' },
  { path: '/desk/health', key: 'health' },
];

/** The entries that a viewer sees, who may be no staff and have an entry by name, each with whether `here` (a path without language, query and hash) is in it. */
export function deskNavigation(viewer: Viewer, here: string): (DeskEntry & { current: 'page' | 'true' | null })[] {
  const within = (path: string) => here === path || (path !== '/desk' && here.startsWith(`${path}/`));
  return DESK_ENTRIES.filter(({ roles }) => (roles ? roles.includes(viewer.role) : isStaff(viewer))).map((entry) => ({
    ...entry,
    current: here === entry.path ? 'page' : within(entry.path) ? 'true' : null,
  }));
}
