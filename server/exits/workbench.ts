/** What readers keep for themselves: in their account, or in their browser. */
import type { Exit } from './exit.ts';

const OWN = 'to their owner: bookmarks with what they may see of each place now, notes, folders';

export const WORKBENCH: readonly Exit[] = [
  { name: 'workbench', kind: 'page', address: '/workbench', leaves: OWN },
  { name: 'bookmark', kind: 'page', address: '/workbench/entries/:id', leaves: OWN },
  { name: 'folder', kind: 'page', address: '/workbench/folders/:id', leaves: OWN },
  { name: 'workbench as a file', kind: 'data', address: '/workbench/export.:format', leaves: OWN },
  { name: 'workbench to print', kind: 'page', address: '/workbench/reader', leaves: OWN },
  { name: 'folder as a file', kind: 'data', address: '/workbench/folders/:id/export.:format', leaves: OWN },
  { name: 'folder to print', kind: 'page', address: '/workbench/folders/:id/reader', leaves: OWN },
  { name: 'copy of an account', kind: 'data', address: '/account/copy.json', leaves: `${OWN}; name, requests` },
  {
    name: 'bookmarking',
    kind: 'form',
    address: 'POST /workbench/save',
    leaves: 'of a place that the asker may see: where it stands, the sum of its words',
  },
  { name: 'note written', kind: 'form', address: 'POST /workbench/entries/:id', leaves: OWN },
  {
    name: 'bookmark removed or put back',
    kind: 'form',
    address: 'POST /workbench/entries/:id/:deed',
    leaves: 'nothing',
  },
  { name: 'folder made', kind: 'form', address: 'POST /workbench/folders', leaves: 'nothing' },
  { name: 'folder named', kind: 'form', address: 'POST /workbench/folders/:id', leaves: 'nothing' },
  { name: 'folder moved or removed', kind: 'form', address: 'POST /workbench/folders/:id/:deed', leaves: 'nothing' },
  {
    name: 'moved in a folder',
    kind: 'form',
    address: 'POST /workbench/folders/:id/entries/:entry/:deed',
    leaves: 'nothing',
  },
  {
    name: 'places kept in a browser',
    kind: 'form',
    address: 'POST /workbench/places',
    leaves: 'of places that a browser names: title, speaker and words as the asker may see them now',
  },
  {
    name: 'browser taken into an account',
    kind: 'form',
    address: 'POST /workbench/take',
    leaves: 'which places the asker may keep',
  },
  {
    name: 'browser as a file',
    kind: 'form',
    address: 'POST /workbench/export.:format',
    leaves: 'of places that a browser names: as in the file of a folder, what the asker may see now',
  },
  {
    name: 'browser to print',
    kind: 'form',
    address: 'POST /workbench/reader',
    leaves: 'of places that a browser names: as in the page of a folder, what the asker may see now',
  },
];
