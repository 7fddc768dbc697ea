import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { Conflict, Invalid } from '../../archive/errors.ts';
import { type Gathering, gathering, gatheringBySlug, gatheringsAhead } from '../../archive/event/event.ts';
import { type Guest, giveBack, guestWith, MOST_SEATS, moveUp, takeIn } from '../../archive/event/guest.ts';
import { href } from '../../i18n/href.ts';
import { translator } from '../../i18n/messages.ts';
import { type CalendarEntry, iCalendar } from '../../publish/calendar.ts';
import { looksLikeMachine } from '../contribute/limits.ts';
import { limit } from '../guessing.ts';
import { lineWords } from '../line-words.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import { emailIn } from '../newsletter/choices.ts';
import { KEY, quietly } from '../saved-search/open.ts';
import type { Site } from '../site.ts';
import { siteName } from '../site-name.ts';
import { writeToGuest } from './letters.ts';
import { monthOf, whenInWords } from './words.ts';

const FORM = express.urlencoded({ extended: false, limit: '20kb' });
const word = (most: number) => z.string().trim().max(most).catch('');
const asked = z.object({ country: word(2), city: word(200), language: word(20) });
const form = z.object({ name: word(200), email: word(300), seats: word(4).transform((seats) => seats || '1') });

/** Gatherings: what is ahead, one of them, registering, and giving seats back by the key in a letter. */
export function eventPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  const registering = limit({ each: 4, machine: 40 });

  function entry(req: Request, one: Gathering): CalendarEntry {
    const { host } = new URL(site.config.publicUrl);
    const place = [one.venue, one.address, one.city].filter(Boolean).join(', ');
    return {
      uid: `event-${one.id}@${host}`,
      title: one.title,
      text: one.text,
      location: one.protected ? one.city : place,
      url: site.config.publicUrl + href(req.lang, `/events/${one.slug}`),
      startsAt: one.startsAt,
      endsAt: one.endsAt,
      cancelled: one.state === 'cancelled',
      sequence: one.version - 1,
    };
  }
  const sendCalendar = (req: Request, res: Response, events: Gathering[]) => {
    const name = `${siteName(site)}: ${translator(req.lang)('event.title')}`;
    const entries = events.map((one) => entry(req, one));
    res.type('text/calendar; charset=utf-8').send(iCalendar(name, entries, site.now()));
  };

  router.get('/events', (req, res) => {
    const chosen = asked.parse(req.query);
    const all = gatheringsAhead(db, site.now());
    const { countryName } = lineWords(db, req.lang);
    const found = gatheringsAhead(db, site.now(), { ...chosen, lang: chosen.language });
    const distinct = (of: (one: Gathering) => string | null) =>
      [...new Set(all.flatMap((one) => of(one) || []))].sort();
    res.render('public/events', {
      chosen,
      months: [...new Set(found.map(monthOf))].map((month) => ({
        month,
        events: found.filter((one) => monthOf(one) === month),
      })),
      when: (one: Gathering) => whenInWords(one, req.lang),
      countryName,
      countries: distinct(({ country }) => country),
      cities: distinct(({ city }) => city),
      spoken: distinct(({ lang }) => lang),
      canonical: '/events',
    });
  });

  router.get('/events.ics', (req, res) => sendCalendar(req, res, gatheringsAhead(db, site.now())));
  router.get('/events/:slug.ics', (req, res) => sendCalendar(req, res, [gatheringBySlug(db, req.params.slug)]));

  function page(req: Request, res: Response, event: Gathering, status = 200, problem: string | null = null): void {
    const { countryName } = lineWords(db, req.lang);
    res.status(status).render('public/event', {
      event: event.protected ? { ...event, venue: '', address: '' } : event,
      when: whenInWords(event, req.lang),
      country: event.country && countryName(event.country),
      open: event.state === 'open' && event.startsAt > site.now().toISOString(),
      full: event.seats !== null && (event.waiting > 0 || event.taken >= event.seats),
      most: Math.min(MOST_SEATS, event.seats ?? MOST_SEATS),
      typed: form.parse(req.body ?? {}),
      problem,
      began: site.now().getTime(),
    });
  }

  router.get('/events/:slug', (req, res) => page(req, res, gatheringBySlug(db, req.params.slug)));

  router.post('/events/:slug/guests', FORM, sameOrigin, async (req, res) => {
    const event = gatheringBySlug(db, String(req.params.slug));
    const typed = form.parse(req.body ?? {});
    const email = emailIn(typed.email);
    if (!email) return page(req, res, event, 422, 'email');
    if (looksLikeMachine(req.body ?? {}, site.now())) return page(req, res, event, 422, 'once_more');
    if (await registering.tried(email, req)) return page(req, res, event, 429, 'too_often');
    try {
      db.transaction(() => {
        const guest = { name: typed.name, email, lang: req.lang, seats: Number(typed.seats) };
        const taken = takeIn(db, event.id, guest, site.now());
        writeToGuest(site, event, taken, taken.state);
      }).immediate();
    } catch (error) {
      if (error instanceof Conflict) return page(req, res, gathering(db, event.id), 409, 'over');
      if (!(error instanceof Invalid)) throw error;
      return page(req, res, event, 422, error.where.field ?? 'once_more');
    }
    said(res, 200, 'sent'); // the same whether there was a seat, or the address is known: the letter says it
  });

  function said(res: Response, status: number, is: 'sent' | 'ended' | 'left'): void {
    res.status(status).render('public/event-said', { is, robots: 'noindex' });
  }
  const guestOf = (req: Request): Guest | null => {
    const key = String(req.params.key);
    return KEY.test(key) ? guestWith(db, key) : null;
  };

  router.get('/events/guest/:key', quietly, (req, res) => {
    const guest = guestOf(req);
    if (!guest) return said(res, 404, 'ended');
    const event = gathering(db, guest.gathering);
    const { countryName } = lineWords(db, req.lang);
    res.render('public/event-guest', {
      guest,
      // The address of a protected one is for those who have a seat.
      event: event.protected && guest.state !== 'confirmed' ? { ...event, venue: '', address: '' } : event,
      when: whenInWords(event, req.lang),
      country: event.country && countryName(event.country),
      key: req.params.key,
      robots: 'noindex',
    });
  });

  router.post('/events/guest/:key', quietly, FORM, sameOrigin, (req, res) => {
    const guest = guestOf(req);
    if (!guest) return said(res, 404, 'ended');
    db.transaction(() => {
      giveBack(db, guest.id);
      const event = gathering(db, guest.gathering);
      if (event.state !== 'open' || event.startsAt <= site.now().toISOString()) return;
      for (const next of moveUp(db, event.id)) writeToGuest(site, event, next, 'moved_up');
    }).immediate();
    said(res, 200, 'left');
  });
  return router;
}
