/** Working through a list: what stands before and after an entry in it, and saving that goes on to the next. */
import { inserter } from '../../insert.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { visitorOf } from './desk.ts';

let site: OpenSite;
let rachel: ReturnType<typeof visitorOf>;
const MANY = 55;

beforeAll(async () => {
  site = await openSite(({ db }) => {
    const insert = inserter(db);
    for (let at = 1; at <= MANY; at += 1) {
      const number = String(at).padStart(2, '0');
      const form = at % 2 ? 'song' : 'interview';
      const id = insert('testimony', { accession: `K-${number}`, form, title: `Told ${number}`, lang: 'en' });
      insert('session', { testimony_id: id, position: 1 });
    }
  });
  rachel = visitorOf(site, signedIn(site.archive, 'archivist', 'rachel').cookie);
}, 60_000);
afterAll(() => site.close());

const beside = (html: string) =>
  [...html.matchAll(/<a rel="(prev|next)" href="([^"]*\/desk\/testimonies\/[^"]*)"/g)].map(([, rel, to]) => [
    rel,
    to!.replaceAll('&amp;', '&'),
  ]);

test('each entry leads to the one before and the one after in the search it was opened from, over pages as well', async () => {
  const list = await rachel.get('/en/desk/testimonies?form=song');
  expect(list.text).toContain('at=1"');
  const of = encodeURIComponent('form=song');
  const { text } = await rachel.get(`/en/desk/testimonies/K-03?list=${of}&at=2`);
  expect(beside(text)).toEqual([
    ['prev', `/en/desk/testimonies/K-01?list=${of}&at=1`],
    ['next', `/en/desk/testimonies/K-05?list=${of}&at=3`],
  ]);
  expect(beside((await rachel.get('/en/desk/testimonies/K-50?at=50')).text)).toEqual([
    ['prev', '/en/desk/testimonies/K-49?at=49'],
    ['next', '/en/desk/testimonies/K-51?at=51'],
  ]);
  expect(beside((await rachel.get('/en/desk/testimonies/K-51?at=51')).text)).toEqual([
    ['prev', '/en/desk/testimonies/K-50?at=50'],
    ['next', '/en/desk/testimonies/K-52?at=52'],
  ]);
  expect(beside((await rachel.get('/en/desk/testimonies/K-51')).text)).toEqual([]);
});

test('saving goes on to the next, also when what was saved belongs elsewhere in the list now, and says where it ends', async () => {
  const page = '/en/desk/testimonies/K-54';
  const saved = await rachel.send(`${page}?at=54`, { title: 'Aaa', action: 'next' }, page);
  expect(saved.headers.location).toBe('/en/desk/testimonies/K-55?done=next&at=55');
  const last = '/en/desk/testimonies/K-55';
  const end = await rachel.send(`${last}?at=55`, { abstract: 'The last', action: 'next' }, last);
  expect(end.headers.location).toBe('/en/desk/testimonies/K-55?done=last&at=55');
  expect((await rachel.get(end.headers.location!)).text).toContain('It is the last in the list');
});
