import type { Tried } from './tried.ts';

const FORMATS = ['csv', 'json', 'txt', 'ris', 'bib', 'csl.json', 'mla.txt'];

export const WORKBENCH: Record<string, Tried> = {
  '/workbench': { once: () => ['/workbench', '/ar/workbench?page=2'] },
  '/workbench/export.:format': { once: () => FORMATS.map((format) => `/workbench/export.${format}`) },
  '/workbench/reader': { once: () => ['/workbench/reader', '/fr/workbench/reader'] },
  '/workbench/entries/:id': { once: ({ shelf: { bookmarks } }) => bookmarks.map((id) => `/workbench/entries/${id}`) },
  '/workbench/folders/:id': { once: ({ shelf: { folders } }) => folders.map((id) => `/workbench/folders/${id}`) },
  '/workbench/folders/:id/export.:format': {
    once: ({ shelf: { folders } }) =>
      folders.flatMap((id) => FORMATS.map((format) => `/workbench/folders/${id}/export.${format}`)),
  },
  '/workbench/folders/:id/reader': {
    once: ({ shelf: { folders } }) => folders.map((id) => `/workbench/folders/${id}/reader`),
  },
  '/account/copy.json': { once: () => ['/account/copy.json'] },
};
