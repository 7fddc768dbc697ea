/** The words of the agreement: worded anew by administrators, as a version of their own, and never signed unread. */
import { agreementText, shippedAgreement } from '../../../server/archive/submission/agreement.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { visitorOf } from './desk.ts';

let site: OpenSite;
const PATH = '/en/desk/settings/agreement/fr';
beforeAll(async () => {
  site = await openSite(() => {});
}, 60_000);
afterAll(() => site.close());

test('is worded anew in one language, refused with what was typed where it cannot be, and brought back', async () => {
  const { db } = site.archive;
  const miriam = visitorOf(site, signedIn(site.archive, 'administrator', 'miriam').cookie);
  const before = agreementText(db, 'fr');
  const words = { plain: 'Un mot.\n\nUn autre, avec {site}.', legal_title: 'En droit', legal: 'Article 1.' };
  const refused = await miriam.post(PATH, { ...words, plain: 'Avec {secret}' });
  expect([refused.status, refused.text.includes('Avec {secret}')]).toEqual([400, true]);
  expect((await miriam.post(PATH, { ...words, legal: ' ' })).status).toBe(400);
  expect(agreementText(db, 'fr')).toEqual(before);

  expect((await miriam.post(PATH, words)).status).toBe(303);
  const after = agreementText(db, 'fr');
  expect(after).toMatchObject({
    plain: ['Un mot.', 'Un autre, avec {site}.'],
    legal: ['Article 1.'],
    said: before.said,
  });
  expect(after.version).not.toBe(before.version);
  expect(agreementText(db, 'ar')).toEqual(shippedAgreement('ar'));
  expect((await miriam.get('/en/desk/audit?thing=agreement')).text).toContain('words of the agreement');
  await miriam.post(PATH, { shipped: 'yes' });
  expect(agreementText(db, 'fr')).toEqual(before);
});

test.each(['archivist', 'reader'])('is for administrators, and not for an %s', async (role) => {
  const who = visitorOf(site, signedIn(site.archive, role).cookie);
  expect((await who.get(PATH)).status).toBe(403);
  expect((await who.post(PATH, { plain: 'x', legal_title: 'x', legal: 'x' })).status).toBe(403);
  expect(agreementText(site.archive.db, 'fr')).toEqual(shippedAgreement('fr'));
});
