/** What families tell reaches the archivist beside the field it belongs to, and stays listed until it is taken or dealt with. */
import { catalogueEntry } from '../../../server/archive/catalogue/record.ts';
import { moveSubmission } from '../../../server/archive/submission/states.ts';
import { saveStep } from '../../../server/archive/submission/step-saving.ts';
import type { Answers, StepName } from '../../../server/archive/submission/steps.ts';
import { beginSubmission } from '../../../server/archive/submission/submission.ts';
import { catalogueSubmission } from '../../../server/archive/submission/to-catalogue.ts';
import { toldBy } from '../../../server/archive/submission/told.ts';
import { testimonyId } from '../../../server/archive/testimony.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { visitorOf } from './desk.ts';
import { fieldsOf, withFields } from './form.ts';

let site: OpenSite;
let rachel: ReturnType<typeof visitorOf>;
let story: number;
let id: number;
let entryPage: string;
const NOW = new Date('2026-01-01T09:00:00Z');
const HOW = 'At night, with two suitcases,\nand the key in my mother’s shoe.';

beforeEach(async () => {
  site = await openSite(() => {});
  const { db } = site.archive;
  const begun = beginSubmission(db, { kind: 'story', lang: 'en', now: NOW, person: { name: 'Noam' } });
  story = begun.id;
  const answers: Partial<Record<StepName, Answers>> = {
    who: {
      teller: 'descendant',
      relation: 'her granddaughter',
      language: 'en',
      narrators: [{ name: 'Salima Noam', born: 'the winter of the flood' }],
    },
    from: { place: 'a street behind the Shorja market', country: 'Iraq', community: 'the Jews of Baghdad' },
    left: { whose: 'grandparent', date: 'a few weeks after the feast', manner: 'fled', how: HOW },
    road: {
      legs: [
        { place: 'Baghdad', date: '1951', note: 'the neighbours wept' },
        { place: 'a camp with tents', date: 'that same spring', note: 'eleven to a tent' },
      ],
    },
    story: { title: 'The key', text: 'We kept the key.' },
    song: { form: 'recipe', title: 'Kubba with beetroot', text: 'Take two beetroots.' },
  };
  for (const [step, given] of Object.entries(answers))
    saveStep(db, story, step as StepName, { answers: given, version: 0, personId: begun.personId, now: NOW });
  moveSubmission(db, story, { to: 'submitted', actor: 'the family', now: NOW });
  const accession = catalogueSubmission(db, story, { actor: 'rachel', now: NOW });
  id = testimonyId(db, accession)!;
  entryPage = `/en/desk/testimonies/${accession}`;
  rachel = visitorOf(site, signedIn(site.archive, 'archivist', 'rachel').cookie);
});
afterEach(() => site.close());

const entry = () => catalogueEntry(site.archive.db, id);
const untaken = (html: string) =>
  [...(/<section class="told-all"[\s\S]*?<\/section>/.exec(html)?.[0] ?? '').matchAll(/href="#told-([^"]+)"/g)].map(
    ([, key]) => key,
  );
const press = async (action: string, changes: Record<string, string> = {}) =>
  rachel.post(entryPage, withFields(fieldsOf((await rachel.get(entryPage)).text, entryPage), { ...changes, action }));
const at = async (key: string, doing: string) => rachel.post(`/en/desk/queue/${story}/told`, { key, do: doing });

test('everything that was told and is not in the entry is listed there, word for word beside its field', async () => {
  const { text } = await rachel.get(entryPage);
  expect(untaken(text)).toEqual([
    'who-relation',
    'who-narrators-0-born',
    'from-place',
    'from-community',
    'left-date',
    'left-how',
    'road-legs-0-note',
    'road-legs-1-place',
    'road-legs-1-date',
    'road-legs-1-note',
    'song-form',
    'song-title',
  ]);
  for (const words of [
    'her granddaughter',
    HOW.replace('’', '&#39;').split('\n')[0]!,
    'eleven to a tent',
    'Kubba with beetroot',
  ])
    expect(text).toContain(words);
  const dateField = text.slice(text.indexOf('id="f-departures-0-date"'), text.indexOf('id="f-departures-0-person"'));
  expect(dateField).toContain('a few weeks after the feast');
  expect(dateField).toContain('No date could be read in these words');
  expect(dateField).not.toContain('take:left.date');
});

test('one press takes it into its field, keeps what was typed meanwhile, and saving makes it the entry’s', async () => {
  const taken = await press('take:left.how', { abstract: 'typed and not saved' });
  expect(taken.text).toContain('typed and not saved');
  expect(fieldsOf(taken.text, entryPage)).toContainEqual(['journey.0.note', HOW]);
  expect(entry().journey[0]?.note).toBeNull();
  await press('take:song.title');
  const saved = await press('save');
  expect(saved.status).toBe(303);
  expect(entry()).toMatchObject({ abstract: 'typed and not saved', keywords: ['Kubba with beetroot'] });
  expect(entry().journey[0]?.note).toBe(HOW);
  const left = untaken((await rachel.get(entryPage)).text);
  expect(left).not.toContain('left-how');
  expect(left).not.toContain('song-title');
});

test('a date that is only told vaguely is written as the archivist understands it; its words stay until dealt with', async () => {
  await press('save', { 'departures.0.date': '1951-06' });
  expect(entry().departures[0]?.date?.edtf).toBe('1951-06');
  expect(untaken((await rachel.get(entryPage)).text)).toContain('left-date');
  await press('dealt:left.date');
  const { text } = await rachel.get(entryPage);
  expect(untaken(text)).not.toContain('left-date');
  expect(text).toContain('Dealt with by rachel');
  await press('open:left.date');
  expect(untaken((await rachel.get(entryPage)).text)).toContain('left-date');
});

test('on the page of the story, one press takes it into the entry at once', async () => {
  expect((await at('road.legs.0.note', 'take')).headers.location).toContain('done=taken');
  expect(entry().journey[0]?.note).toBe('the neighbours wept');
  const { text } = await rachel.get(`/en/desk/queue/${story}`);
  expect(text).toContain('It stands in the entry');
  expect(text).toContain('Not in the entry yet');
  await at('who.relation', 'dealt');
  expect((await rachel.get(`/en/desk/queue/${story}`)).text).toContain('Dealt with by rachel');
});

test('what has to be chosen first goes into the form as a draft, and nothing is saved by it', async () => {
  const sent = await at('road.legs.1.place', 'take');
  expect(sent.headers.location).toContain('done=taken#f-journey-1-place');
  expect(entry().journey).toHaveLength(1);
  const drafted = await rachel.get(entryPage);
  expect(fieldsOf(drafted.text, entryPage)).toEqual(
    expect.arrayContaining([
      ['journey.1.place_text', 'a camp with tents'],
      ['journey.1.note', 'eleven to a tent'],
    ]),
  );
  const asked = await press('save');
  expect([asked.status, asked.text.includes('a camp with tents')]).toEqual([422, true]);
});

test('a mark is of the words it was set on: once the family changes them it is gone', async () => {
  const { db } = site.archive;
  await at('left.date', 'dealt');
  const marked = () => toldBy(db, story).find(({ key }) => key === 'left.date')!.dealtWith !== null;
  expect(marked()).toBe(true);
  const later = new Date(site.made.now().getTime() + 60_000);
  saveStep(db, story, 'left', { answers: { date: 'in the spring' }, version: 1, personId: null, now: later });
  expect(marked()).toBe(false);
});

test.each(['visitor', 'reader', 'translator', 'coordinator'])('a %s takes nothing over', async (role) => {
  const who = visitorOf(site, role === 'visitor' ? null : signedIn(site.archive, role).cookie);
  const { status } = await who.post(`/en/desk/queue/${story}/told`, { key: 'left.how', do: 'take' });
  expect(status).toBe(403);
  expect(entry().journey[0]?.note).toBeNull();
});
