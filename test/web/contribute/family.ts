/** A family's browser: it keeps its cookies, and sends forms as browsers do. */
import type { Answered, OpenSite } from '../site.ts';

export function browser(site: OpenSite) {
  const cookies = new Map<string, string>();
  const headers = () => ({ cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') });

  function keep(answer: Answered): Answered {
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [pair = ''] = line.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return answer;
  }
  async function open(path: string): Promise<Answered> {
    return keep(await site.ask(path, headers()));
  }
  async function send(
    path: string,
    fields: Record<string, string>,
    more: Record<string, string> = {},
  ): Promise<Answered> {
    const type = { 'content-type': 'application/x-www-form-urlencoded', ...more };
    return keep(await site.ask(path, { ...headers(), ...type }, 'POST', new URLSearchParams(fields).toString()));
  }
  /** As the script of the page saves while one writes. Gives the status and what the page is told. */
  async function save(path: string, fields: Record<string, string>) {
    const { status, text } = await send(path, fields, { accept: 'application/json' });
    return {
      status,
      ...(JSON.parse(text) as { version: number; captions: Record<string, number>; said: string | null }),
    };
  }
  /** A form with files, as multipart. Only text files: their bytes travel as UTF-8. */
  async function sendFiles(
    path: string,
    fields: Record<string, string>,
    files: { name: string; text: string }[],
  ): Promise<Answered> {
    const edge = 'edge-of-the-form';
    const part = (head: string, body: string) =>
      `--${edge}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
    const sent = [
      ...Object.entries(fields).map(([name, value]) => part(`name="${name}"`, value)),
      ...files.map(({ name, text }) => part(`name="files"; filename="${name}"`, text)),
      `--${edge}--\r\n`,
    ].join('');
    const type = { 'content-type': `multipart/form-data; boundary=${edge}` };
    return keep(await site.ask(path, { ...headers(), ...type }, 'POST', sent));
  }
  /** Begins a story; gives the path of its private page. */
  async function begin(fields: Record<string, string> = {}): Promise<string> {
    const began = String(Date.parse('2020-01-01'));
    const { headers: answer } = await send('/en/contribute/begin', {
      began,
      name: 'Nour',
      word: 'bread board',
      ...fields,
    });
    return String(answer.location).replace(/\/link$/, '');
  }
  /** What a form of a page carries unseen, such as the mark of the words that were read. */
  async function hidden(path: string): Promise<Record<string, string>> {
    const { text } = await open(path);
    const fields = [...text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)];
    return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]));
  }
  return { cookies, open, hidden, send, save, sendFiles, begin };
}
