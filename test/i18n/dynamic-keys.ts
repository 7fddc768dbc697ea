/**
 * Beginnings of message keys whose end is only known when the page is made (`t(`facet.${name}`)`, `t('nav.' + name)`). Every
 * message under them counts as used, so a prefix is added here only with the code that uses it.
 */
export const DYNAMIC_PREFIXES = [
  'calendar.',
  'cite.style.',
  'date.about.',
  'date.from.',
  'date.month.',
  'date.phrase.',
  'date.season.',
  'date.to.',
  'date.until.',
  'departure.',
  'error.',
  'facet.',
  'facet_value.',
  'kin.',
  'loss.kind.',
  'name_kind.',
  'nav.',
  'person.as.',
  'place.kind.',
  'place.tie.',
  'role.',
  'search.note.',
  'search.sorts.',
  'sign_in.problem.',
  'testimony.closed.',
  'transcript.kind.',
];
