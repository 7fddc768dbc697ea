import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { countryNames } from '../../archive/country.ts';
import { Conflict, Invalid } from '../../archive/errors.ts';
import {
  allGatherings,
  callOff,
  changeGathering,
  type Gathering,
  type GatheringWritten,
  gathering,
  makeGathering,
} from '../../archive/event/event.ts';
import { guestsOf, moveUp } from '../../archive/event/guest.ts';
import { href } from '../../i18n/href.ts';
import { LANGUAGES } from '../../i18n/languages.ts';
import { writeToGuest, writeToGuests } from '../events/letters.ts';
import { whenInWords } from '../events/words.ts';
import { numbered } from '../numbered.ts';
import type { Site } from '../site.ts';
import { deskFrame } from './frame.ts';
import { atDesk, coordinatorsOnly } from './staff.ts';

const FORM = express.urlencoded({ extended: false, limit: '100kb' });

const word = (most: number) => z.string().trim().max(most).catch('');
const typedEvent = z.object({
  title: word(300),
  lang: z.enum(LANGUAGES).catch('en'),
  text: word(20_000),
  starts: word(20),
  ends: word(20),
  zone: word(60),
  country: word(2),
  city: word(200),
  venue: word(300),
  address: word(500),
  accessibility: word(4_000),
  seats: word(6),
  protected: word(3),
  state: z.enum(['draft', 'open']).catch('draft'),
  version: z.coerce.number().int().catch(0),
});
type Typed = z.infer<typeof typedEvent>;

/** /desk/events: for coordinators too, who keep nothing else; so it stands before what is for staff alone. */
export function eventDesk(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  router.use('/events', express.Router().use(coordinatorsOnly, deskFrame(site)));

  const written = (typed: Typed): GatheringWritten => ({
    ...typed,
    country: /^[A-Z]{2}$/.test(typed.country) ? typed.country : null,
    seats: typed.seats === '' ? null : Number(typed.seats),
    protected: typed.protected === 'yes',
  });
  const typedOf = (one: Gathering): Typed => ({
    ...one,
    lang: LANGUAGES.find((lang) => lang === one.lang) ?? 'en',
    country: one.country ?? '',
    seats: one.seats === null ? '' : String(one.seats),
    protected: one.protected ? 'yes' : '',
    state: one.state === 'draft' ? 'draft' : 'open',
  });

  function page(req: Request, res: Response, event: Gathering | null, typed: Typed, problem: string | null = null) {
    const order = new Intl.Collator(req.lang);
    res.status(problem === null ? 200 : problem === 'conflict' ? 409 : 422).render('desk/events/one', {
      event,
      typed,
      problem,
      now: event && whenInWords(event, req.lang),
      guests: event ? guestsOf(db, event.id) : [],
      zones: Intl.supportedValuesOf('timeZone'),
      spoken: LANGUAGES,
      countries: [...countryNames(db, req.lang).entries()]
        .map(([code, name]) => ({ code, name }))
        .sort((one, other) => order.compare(one.name, other.name)),
      done: ['made', 'changed', 'cancelled'].find((name) => name === req.query.done) ?? null,
    });
  }
  const problemOf = (error: unknown): string => {
    if (error instanceof Conflict) return 'conflict';
    if (error instanceof Invalid) return error.where.field ?? 'title';
    throw error;
  };

  router.get('/events', (req, res) => {
    const events = allGatherings(db).map((one) => ({ ...one, when: whenInWords(one, req.lang) }));
    res.render('desk/events/list', { events });
  });
  router.get('/events/new', (req, res) => page(req, res, null, typedEvent.parse({ lang: req.lang })));

  router.post('/events', FORM, (req, res) => {
    const typed = typedEvent.parse(req.body ?? {});
    try {
      const id = makeGathering(db, written(typed), { actor: atDesk(req).email, now: site.now() });
      res.redirect(303, href(req.lang, `/desk/events/${id}?done=made`));
    } catch (error) {
      page(req, res, null, typed, problemOf(error));
    }
  });

  router.get('/events/:id', (req, res) => {
    const event = gathering(db, numbered(req, 'event'));
    page(req, res, event, typedOf(event));
  });

  router.post('/events/:id', FORM, (req, res) => {
    const id = numbered(req, 'event');
    const typed = typedEvent.parse(req.body ?? {});
    try {
      db.transaction(() => {
        const by = { version: typed.version, actor: atDesk(req).email, now: site.now() };
        const { before, after } = changeGathering(db, id, written(typed), by);
        const told = ['startsAt', 'endsAt', 'zone', 'country', 'city', 'venue', 'address'] as const;
        if (told.some((field) => before[field] !== after[field])) writeToGuests(site, after, 'changed');
        for (const guest of moveUp(db, id)) writeToGuest(site, after, guest, 'moved_up');
      }).immediate();
      res.redirect(303, href(req.lang, `/desk/events/${id}?done=changed`));
    } catch (error) {
      // Sent once more, it is saved over what the other wrote, which is shown above it.
      const event = gathering(db, id);
      page(req, res, event, { ...typed, version: event.version }, problemOf(error));
    }
  });

  router.post('/events/:id/cancel', FORM, (req, res) => {
    const id = numbered(req, 'event');
    db.transaction(() => writeToGuests(site, callOff(db, id, atDesk(req).email), 'cancelled')).immediate();
    res.redirect(303, href(req.lang, `/desk/events/${id}?done=cancelled`));
  });
  return router;
}
