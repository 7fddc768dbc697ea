import { MeilisearchApiError, MeilisearchRequestError, MeilisearchRequestTimeOutError } from 'meilisearch';
import { TaskFailed } from '../../../server/search/meilisearch/tasks.ts';
import { type TroubleKind, troubleOf } from '../../../server/search/meilisearch/trouble.ts';

const HOST = 'http://search.example:7700';
const KEY = 'a-very-secret-admin-key';
const answered = (status: number, body?: unknown) =>
  new MeilisearchApiError(new Response('', { status }), body as ConstructorParameters<typeof MeilisearchApiError>[1]);
const saying = (code: string, message = 'As it says.') => ({ code, message, type: '', link: '' });

test.each<[TroubleKind, string, unknown]>([
  ['down', 'nobody answers', new MeilisearchRequestError(HOST, new TypeError('fetch failed'))],
  ['stranger', 'a proxy answers that it is gone', answered(502, 'Bad gateway')],
  ['stranger', 'something else answers', new SyntaxError('Unexpected token <')],
  [
    'slow',
    'no answer comes in time',
    new MeilisearchRequestError(HOST, new MeilisearchRequestTimeOutError(5, { headers: { Authorization: KEY } })),
  ],
  ['key', 'the key is not its own', answered(403, saying('invalid_api_key'))],
  ['key', 'it wants a key', answered(401, saying('missing_authorization_header'))],
  ['missing', 'there is no such index', answered(404, saying('index_not_found'))],
  ['full', 'its disk is full when it is told', answered(507, saying('no_space_left_on_device'))],
  ['full', 'its disk is full when it does it', new TaskFailed(saying('no_space_left_on_device'))],
  ['full', 'the index is as large as may be', new TaskFailed(saying('database_size_limit_reached'))],
  ['refused', 'it does not take a document', new TaskFailed(saying('invalid_document_fields'))],
  ['unknown', 'anything else is wrong', new Error('out of cheese')],
])('%s: %s', (kind, _, error) => {
  const trouble = troubleOf(error, HOST);
  expect(trouble.kind).toBe(kind);
  expect(trouble.message).toMatch(/\. Searches are answered by the index built into Kolot meanwhile\.$/);
  expect(trouble.message).not.toContain(KEY);
  expect(trouble.message).not.toContain('undefined');
});
