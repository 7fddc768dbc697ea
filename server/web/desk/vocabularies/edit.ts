import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { countryNames } from '../../../archive/country.ts';
import { Conflict, Invalid } from '../../../archive/errors.ts';
import { LANGUAGE_TAGS, languageName } from '../../../archive/languages.ts';
import {
  AUTHORITY_KINDS,
  type AuthorityKind,
  type AuthorityRecord,
  authorityRecord,
} from '../../../archive/vocabulary/authority.ts';
import {
  addAuthority,
  authorityChanges,
  authorityState,
  editAuthority,
  restoreAuthority,
  slugOfAuthority,
} from '../../../archive/vocabulary/edit.ts';
import { joinAuthority, separateAuthority } from '../../../archive/vocabulary/join.ts';
import { usesOf } from '../../../archive/vocabulary/uses.ts';
import { href } from '../../../i18n/href.ts';
import { LANGUAGES } from '../../../i18n/languages.ts';
import { messagesOf, translator } from '../../../i18n/messages.ts';
import { authoritiesById, type Candidate, findAuthorities } from '../../../search/authorities.ts';
import { facetLabels } from '../../facet-labels.ts';
import { numbered } from '../../numbered.ts';
import type { Site } from '../../site.ts';
import { countryName } from '../catalogue/country-name.ts';
import { difference } from '../catalogue/difference.ts';
import { candidateDetail } from '../catalogue/form-page.ts';
import { languageOfName, NEW_PLACE_KINDS } from '../form/new-authority.ts';
import { type TypedForm, typedForm } from '../form/typed.ts';
import { understood } from '../form/understood.ts';
import { atDesk } from '../staff.ts';
import {
  type AuthorityField,
  BothEdited,
  combinedAuthority,
  type DisputedField,
  disputedFields,
  withField,
} from './combine.ts';
import { recordLines } from './describe.ts';
import { readAuthority } from './read.ts';
import { schemaOf, type VocabularyList } from './schema.ts';
import { typedOfAuthority } from './typed.ts';

const BODY = express.urlencoded({ extended: false, limit: '1mb', parameterLimit: 5_000 });
const kindOf = z.enum(AUTHORITY_KINDS);
const idOf = z.coerce.number().int().positive();
const sent = z.object({ state: z.string().max(40).default(''), reason: z.string().trim().max(500).default('') });

interface Shown {
  typed: TypedForm<VocabularyList>;
  state: string;
  problems?: Map<string, string>;
  choices?: Map<string, Candidate[]>;
  /** What somebody else saved meanwhile, and what was typed here: field by field. */
  conflict?: { who: string | null; at: string | null; disputed: DisputedField[] } | null;
  refusal?: string | null;
  notice?: string | null;
  blank?: string | null;
  joinChoices?: Candidate[] | null;
  joinText?: string;
}

class Undecided extends Error {
  constructor(readonly shown: Pick<Shown, 'problems' | 'choices'>) {
    super('There is something left to decide.');
  }
}

const NOTICES = ['saved', 'unchanged', 'restored', 'joined', 'apart', 'made'] as const;

/** /desk/vocabularies/KIND/ID: one place, person or term, and all that can be done with it. */
export function authorityPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.post('/vocabularies/:kind', BODY, (req, res) => {
    const kind = kindOf.parse(req.params.kind);
    const name = z.string().trim().min(1).max(300).safeParse(req.body?.name);
    if (!name.success) return res.redirect(303, href(req.lang, `/desk/vocabularies/${kind}?new=empty`));
    const names = [{ name: name.data, lang: languageOfName(name.data, req.lang), kind: 'preferred' as const }];
    const id = db.transaction(() => addAuthority(db, kind, { names, country: null }, edit(req))).immediate();
    res.redirect(303, href(req.lang, `/desk/vocabularies/${kind}/${id}?done=made`));
  });

  router.get('/vocabularies/:kind/:id', (req, res) => {
    const { kind, id, record } = asked(req);
    const notice = z.enum(NOTICES).nullable().catch(null).parse(req.query.done);
    show(req, res, kind, id, { ...shownOf(req, kind, record), notice });
  });

  router.post('/vocabularies/:kind/:id', BODY, (req, res) => {
    const { kind, id, record: now } = asked(req);
    const { state } = sent.parse(req.body ?? {});
    const typed = typedForm(schemaOf(kind), req.body);
    const [doing = '', on = ''] = z.string().max(60).catch('').parse(req.body?.action).split(':');
    if (doing === 'more') return show(req, res, kind, id, { typed, state, blank: on });
    const theirs = keptFields(req.body);
    try {
      const done = db
        .transaction(() => {
          const reading = readAuthority({ db, lang: req.lang, actor: atDesk(req).email, id }, kind, typed, now);
          if (reading.problems.size > 0 || reading.choices.size > 0) throw new Undecided(reading);
          const sent = theirs.reduce((record, field) => withField(record, field, now), reading.record);
          const mine = combinedAuthority(db, kind, id, { state, now, sent });
          return editAuthority(db, kind, id, mine, authorityState(now), edit(req));
        })
        .immediate();
      res.redirect(
        303,
        href(req.lang, `/desk/vocabularies/${kind}/${id}?done=${done.changed ? 'saved' : 'unchanged'}`),
      );
    } catch (error) {
      if (error instanceof Undecided) return show(req, res, kind, id, { typed, state, ...error.shown }, 422);
      if (error instanceof BothEdited) {
        const [last] = authorityChanges(db, kind, id);
        const disputed = disputedFields(db, req.lang, error);
        const conflict = { who: last?.actor ?? null, at: last?.at ?? null, disputed };
        return show(req, res, kind, id, { typed, state: authorityState(error.theirs), conflict }, 409);
      }
      if (!(error instanceof Conflict)) throw error;
      show(req, res, kind, id, { typed, state, refusal: 'circle' }, 409);
    }
  });

  /** Joins another to this one: first asks, with both side by side; then does it. */
  router.post('/vocabularies/:kind/:id/join', BODY, (req, res) => {
    const { kind, id, record } = asked(req);
    const body = z
      .object({
        from: z.string().max(20).default(''),
        from_text: z.string().trim().max(300).default(''),
        from_for: z.string().trim().max(300).default(''),
        confirm: z.string().optional(),
      })
      .parse(req.body ?? {});
    const named = body.from_text === body.from_for && /^\d{1,15}$/.test(body.from) ? Number(body.from) : null;
    if (named === null) {
      const joinChoices = findAuthorities(db, kind, body.from_text, req.lang).filter((one) => one.id !== id);
      return show(req, res, kind, id, { ...shownOf(req, kind, record), joinChoices, joinText: body.from_text }, 422);
    }
    try {
      if (body.confirm !== 'yes') return confirm(req, res, kind, named, id);
      db.transaction(() => joinAuthority(db, kind, named, id, edit(req))).immediate();
      res.redirect(303, href(req.lang, `/desk/vocabularies/${kind}/${id}?done=joined`));
    } catch (error) {
      if (!(error instanceof Conflict) && !(error instanceof Invalid)) throw error;
      const refusal = error instanceof Invalid ? 'itself' : 'under';
      show(req, res, kind, id, { ...shownOf(req, kind, record), refusal }, 409);
    }
  });

  /** Takes back an edit, or takes two apart that were joined. */
  router.post('/vocabularies/:kind/:id/undo', BODY, (req, res) => {
    const { kind, id } = asked(req);
    const change = idOf.parse(req.body?.change);
    const joined = authorityChanges(db, kind, id).some((one) => one.id === change && one.action === 'joined');
    db.transaction(() => {
      if (joined) separateAuthority(db, kind, change, edit(req));
      else restoreAuthority(db, kind, id, change, edit(req));
    }).immediate();
    res.redirect(303, href(req.lang, `/desk/vocabularies/${kind}/${id}?done=${joined ? 'apart' : 'restored'}`));
  });

  function asked(req: Request): { kind: AuthorityKind; id: number; record: AuthorityRecord } {
    const kind = kindOf.parse(req.params.kind);
    const id = numbered(req, kind);
    return { kind, id, record: authorityRecord(db, kind, id) };
  }

  function edit(req: Request) {
    return { actor: atDesk(req).email, reason: sent.parse(req.body ?? {}).reason || null };
  }

  function shownOf(req: Request, kind: AuthorityKind, record: AuthorityRecord): Shown {
    const country = countryName(db, req.lang);
    return { typed: typedOfAuthority(db, kind, record, { country, lang: req.lang }), state: authorityState(record) };
  }

  function confirm(req: Request, res: Response, kind: AuthorityKind, from: number, into: number): void {
    if (from === into) throw new Invalid('It cannot be joined to itself.', { field: 'from' });
    const lines = recordLines(db, req.lang);
    const both = authoritiesById(db, kind, [from, into], req.lang);
    res.render('desk/vocabularies/join', {
      kind,
      from: { ...both.get(from)!, lines: lines(authorityRecord(db, kind, from)), uses: usesOf(db, kind, from) },
      into: { ...both.get(into)!, lines: lines(authorityRecord(db, kind, into)), uses: usesOf(db, kind, into) },
    });
  }

  function show(req: Request, res: Response, kind: AuthorityKind, id: number, shown: Shown, status = 200): void {
    const { lang } = req;
    const t = translator(lang);
    const schema = schemaOf(kind);
    const facet = facetLabels(db, lang);
    const lines = recordLines(db, lang);
    const messages = messagesOf(lang);
    const detail = (one: Candidate) => candidateDetail(one, (code) => facet('country', code), t);
    const problems = shown.problems ?? new Map<string, string>();
    const choices = shown.choices ?? new Map<string, Candidate[]>();
    res.status(status).render('desk/vocabularies/edit', {
      ...shown,
      kind,
      id,
      slug: slugOfAuthority(db, kind, id),
      label: authoritiesById(db, kind, [id], lang).get(id)!.label,
      schema,
      lists: schema.lists,
      fixed: schema.fixed,
      problems,
      choices,
      problemsShown: [...problems, ...[...choices.keys()].map((at) => [at, 'choose'] as const)],
      uses: usesOf(db, kind, id),
      changes: authorityChanges(db, kind, id).map((change) => ({
        ...change,
        lines:
          change.action === 'edited'
            ? difference(lines(change.before as AuthorityRecord), lines(change.after as AuthorityRecord))
            : [],
        joined: change.action === 'joined' ? (change.before as { slug: string }).slug : null,
      })),
      countries: [...countryNames(db, lang).values()].sort((one, other) => one.localeCompare(other, lang)),
      languageNames: [...new Set([...LANGUAGES, ...LANGUAGE_TAGS].map((tag) => languageName(tag, lang)))],
      newLanguages: LANGUAGES.map((tag) => ({ tag, name: languageName(tag, tag) })),
      newPlaceKinds: NEW_PLACE_KINDS,
      understood: (text: string) => understood(text, lang),
      option: (words: string, value: string) => t(`${words}${value}`),
      fieldName: (list: string | null, name: string) =>
        messages.has(`vocabulary.field_of.${list}.${name}`)
          ? t(`vocabulary.field_of.${list}.${name}`)
          : t(`vocabulary.field.${name}`),
      candidateDetail: detail,
      writtenIn: (name: string) => languageOfName(name, lang),
      blank: shown.blank ?? null,
      notice: shown.notice ?? null,
      conflict: shown.conflict ?? null,
      refusal: shown.refusal ?? null,
      joinChoices: shown.joinChoices ?? null,
      joinText: shown.joinText ?? '',
      reason: sent.parse(req.body ?? {}).reason,
      scripts: ['authority-picker.js', 'catalogue.js'],
    });
  }
  return router;
}

/** Fields of which the other's version was chosen, on the page of a conflict. */
function keptFields(body: unknown): AuthorityField[] {
  return Object.entries((body ?? {}) as Record<string, unknown>)
    .filter(([name, value]) => name.startsWith('keep.') && value === 'theirs')
    .map(([name]) => name.slice('keep.'.length));
}
