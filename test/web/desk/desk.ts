/** An archivist, or anybody, at the desk of a real app. */
import type { OpenSite } from '../site.ts';
import { type Fields, fieldsOf, withFields } from './form.ts';

export function visitorOf(site: OpenSite, cookie: string | null) {
  const headers: Record<string, string> = cookie ? { cookie } : {};
  const get = (path: string) => site.ask(path, headers);
  const post = (path: string, fields: Fields | Record<string, string>) =>
    site.ask(
      path,
      { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      'POST',
      new URLSearchParams(Array.isArray(fields) ? fields : Object.entries(fields)).toString(),
    );
  /** Opens a page, changes some of its form and sends it. */
  async function send(path: string, changes: Record<string, string>, action = path) {
    const page = await get(path);
    return post(action, withFields(fieldsOf(page.text, action), changes));
  }
  return { get, post, send };
}
