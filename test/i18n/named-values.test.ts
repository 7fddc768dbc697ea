import { ACCESS_LEVELS } from '../../server/archive/access.ts';
import { MANNERS } from '../../server/archive/departure.ts';
import type { PlaceTie } from '../../server/archive/place-page.ts';
import { FORMS } from '../../server/archive/testimony.ts';
import { TRANSCRIPT_KINDS, TRANSCRIPT_STATUSES } from '../../server/archive/transcript.ts';
import { messagesOf } from '../../server/i18n/messages.ts';
import { CITATION_STYLES } from '../../server/publish/cite/engine.ts';
import { FACETS, SORTS } from '../../server/search/engine.ts';
import type { Note } from '../../server/search/query.ts';
import type { ResolvedNote } from '../../server/search/resolve.ts';
import type { answerTo } from '../../server/web/middleware/errors.ts';
import { VIEWS } from '../../server/web/search-query.ts';

/** What the database allows in a column, as the CHECK of the migrations has it. */
const COLUMNS = {
  gender: ['female', 'male', 'other'],
  generation: ['first', 'descendant'],
  kin: ['parent', 'child', 'sibling', 'spouse', 'grandparent', 'grandchild', 'other'],
  losses: ['property', 'nationality', 'office', 'other'],
  media: ['photograph', 'document', 'audio', 'video'],
  names: ['birth', 'married', 'hebraised', 'nickname'],
  places: ['region', 'city', 'town', 'village', 'quarter', 'camp'],
  roles: ['narrator', 'interviewer', 'translator', 'transcriber', 'camera', 'author', 'mentioned'],
  whose: ['parent', 'grandparent', 'spouse', 'other'],
};
const ACCESS = [...ACCESS_LEVELS, 'draft', 'embargoed', 'withdrawn'];

// Values that are only types: the type checker keeps these lists whole.
const NOTES = Object.keys({
  cut: true,
  'too-deep': true,
  'unbalanced-quote': true,
  'unbalanced-parenthesis': true,
  'operator-as-word': true,
  'operator-ignored': true,
  'unknown-field': true,
  'empty-field': true,
  'bad-year': true,
  'months-ignored': true,
  'years-turned': true,
  'distance-changed': true,
  'sign-ignored': true,
  'field-out-of-group': true,
  'star-inside': true,
  'no-words': true,
  'only-negative': true,
  'unknown-value': true,
} satisfies Record<Note | ResolvedNote, true>);
const ERRORS = Object.keys({
  'not-found': true,
  'bad-request': true,
  'not-allowed': true,
  conflict: true,
  busy: true,
  full: true,
  failure: true,
} satisfies Record<ReturnType<typeof answerTo>['page'], true>);
const TIES = Object.keys({ left: true, reached: true, mentioned: true } satisfies Record<PlaceTie, true>);

/** Every set of values that pages name by `t(prefix + value)`. Both ways: each has a message, and no message has no value. */
test.each<[string, readonly string[]]>([
  ['cite.style.', CITATION_STYLES],
  ['departure.', [...MANNERS, 'left', ...COLUMNS.whose.map((whose) => `whose.${whose}`)]],
  ['error.', [...ERRORS.flatMap((page) => [`${page}.title`, `${page}.text`]), 'home']],
  ['facet.', [...FACETS, 'year', 'year_from', 'year_to', 'sort', 'page', 'spellings', 'view']],
  ['facet_value.access.', ACCESS],
  ['facet_value.form.', FORMS],
  ['facet_value.gender.', COLUMNS.gender],
  ['facet_value.generation.', COLUMNS.generation],
  ['facet_value.media.', COLUMNS.media],
  ['facet_value.transcript.', TRANSCRIPT_STATUSES.map((status) => status.replaceAll(' ', '-'))],
  ['kin.', COLUMNS.kin],
  ['loss.kind.', COLUMNS.losses],
  ['map.view.', VIEWS],
  ['name_kind.', COLUMNS.names],
  ['person.as.', COLUMNS.roles],
  ['place.kind.', COLUMNS.places],
  ['place.tie.', TIES],
  ['role.', COLUMNS.roles],
  ['search.note.', NOTES],
  ['search.sorts.', SORTS],
  ['sign_in.problem.', ['too_many', 'wrong', 'wrong_code']],
  ['testimony.closed.', ACCESS],
  ['transcript.kind.', TRANSCRIPT_KINDS],
])('Each value named by %s… has its message, and each such message a value', (prefix, values) => {
  const named = [...messagesOf('en').keys()].filter((key) => key.startsWith(prefix));
  expect(named.sort()).toEqual(values.map((value) => prefix + value).sort());
});
