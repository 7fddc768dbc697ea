/** Two archivists at one place: what each changed is put before the second, field by field, with nothing typed lost. */
import { authorityRecord } from '../../../server/archive/vocabulary/authority.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { visitorOf } from './desk.ts';
import { fieldsOf, withFields } from './form.ts';

let site: OpenSite;
let rachel: ReturnType<typeof visitorOf>;
let david: ReturnType<typeof visitorOf>;
let page: string;
let id: number;

beforeEach(async () => {
  site = await openSite(() => {});
  rachel = visitorOf(site, signedIn(site.archive, 'archivist', 'rachel').cookie);
  david = visitorOf(site, signedIn(site.archive, 'archivist', 'david').cookie);
  page = (await rachel.post('/en/desk/vocabularies/place', { name: 'Baghdad' })).headers.location!.split('?')[0]!;
  id = Number(page.split('/').at(-1));
});
afterEach(() => site.close());
const place = () => authorityRecord(site.archive.db, 'place', id).place;

test('what both changed is chosen from side by side, and what only the other changed is taken over', async () => {
  const hers = fieldsOf((await rachel.get(page)).text, page);
  expect((await david.send(page, { latitude: '33.3', longitude: '44.3', kind: 'city' })).status).toBe(303);
  const conflict = await rachel.post(page, withFields(hers, { latitude: '33.4', longitude: '44.4' }));
  expect(conflict.status).toBe(409);
  expect(conflict.text).toContain('david@example.org');
  expect([...conflict.text.matchAll(/name="keep\.([\w.]+)" value="mine"/g)].map(([, field]) => field)).toEqual([
    'place.latitude',
    'place.longitude',
  ]);
  expect(conflict.text).toContain('33.3');
  const fields = fieldsOf(conflict.text, page);
  expect(Object.fromEntries(fields)).toMatchObject({ latitude: '33.4', longitude: '44.4' });
  const saved = await rachel.post(page, withFields(fields, { 'keep.place.latitude': 'theirs', kind: 'city' }));
  expect(saved.status).toBe(303);
  expect(place()).toMatchObject({ latitude: 33.3, longitude: 44.4, kind: 'city' });
});

test('changes of different fields need no deciding', async () => {
  const hers = fieldsOf((await rachel.get(page)).text, page);
  expect((await david.send(page, { latitude: '33.3', longitude: '44.4' })).status).toBe(303);
  const saved = await rachel.post(page, withFields(hers, { kind: 'city' }));
  expect(saved.status).toBe(303);
  expect(place()).toMatchObject({ latitude: 33.3, longitude: 44.4, kind: 'city' });
});
