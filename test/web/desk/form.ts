/** A form of a page as a browser without scripts would send it. */

export type Fields = [name: string, value: string][];

/** The fields of the form whose action ends so, with their values; what is in a template is no part of it. */
export function fieldsOf(html: string, action: string): Fields {
  const forms = [...html.replace(/<template>[\s\S]*?<\/template>/g, '').matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)];
  const form = forms.find(([, tag = '']) => attribute(tag, 'action')?.endsWith(action));
  if (!form) throw new Error(`There is no form to ${action}`);
  const fields: Fields = [];
  const element = /<input\b([^>]*)>|<textarea\b([^>]*)>([\s\S]*?)<\/textarea>|<select\b([^>]*)>([\s\S]*?)<\/select>/g;
  for (const [, input, area, text, select, options] of form[2]!.matchAll(element)) {
    const name = attribute((input ?? area ?? select)!, 'name');
    if (!name) continue;
    if (input !== undefined) {
      const type = attribute(input, 'type');
      if ((type === 'checkbox' || type === 'radio') && !/\schecked\b/.test(input)) continue;
      if (type === 'file') continue;
      fields.push([name, attribute(input, 'value') ?? '']);
    } else if (area !== undefined) fields.push([name, decoded(text!.replace(/^\n/, ''))]);
    else {
      const all = [...options!.matchAll(/<option\b([^>]*)>/g)].map(([, tag = '']) => tag);
      const chosen = all.find((tag) => /\sselected\b/.test(tag)) ?? all[0];
      if (chosen !== undefined) fields.push([name, attribute(chosen, 'value') ?? '']);
    }
  }
  return fields;
}

/** With some of the fields changed, and others added behind them. */
export function withFields(fields: Fields, changes: Record<string, string>): Fields {
  const known = new Set(fields.map(([name]) => name));
  return [
    ...fields.map(([name, value]): [string, string] => [name, changes[name] ?? value]),
    ...Object.entries(changes).filter(([name]) => !known.has(name)),
  ];
}

function attribute(tag: string, name: string): string | null {
  const [, value] = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag) ?? [];
  return value === undefined ? null : decoded(value);
}

function decoded(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
