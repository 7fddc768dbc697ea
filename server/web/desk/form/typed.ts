/** What stands in a form at the desk, as text. */
import type { FormSchema } from './fields.ts';

/**
 * A row of a list by the names of its fields. Of an authority `place`, `place` is the id chosen, `place_text` what is typed,
 * and `place_for` the text for which that id was chosen: another text asks anew.
 */
export type Row = Record<string, string>;

export interface TypedForm<List extends string = string> {
  fields: Row;
  lists: Record<List, Row[]>;
}

const NAME = /^(\w+)\.(\d{1,4})\.(\w+)$/;
const MOST_ROWS = 400; // of a list

/**
 * What was sent by a form. Rows stand in the order in which they were sent, so that one that is moved up on the page is
 * moved up. Whatever is no field of the form is passed over, and so are rows with nothing in them.
 */
export function typedForm<List extends string>(schema: FormSchema<List>, body: unknown): TypedForm<List> {
  const names = Object.keys(schema.lists) as List[];
  const typed: TypedForm<List> = {
    fields: {},
    lists: Object.fromEntries(names.map((list) => [list, [] as Row[]])) as Record<List, Row[]>,
  };
  const rows = new Map<string, Row>();
  for (const [name, sent] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    const text = (Array.isArray(sent) ? sent : [sent]).filter((one) => typeof one === 'string').join(',');
    const value = text.replace(/\r\n?/g, '\n'); // browsers send lines with a carriage return
    const [, list = '', at = '', field = ''] = NAME.exec(name) ?? [];
    if (list === '' && isField(Object.values(schema.fields), name)) typed.fields[name] = value;
    const own = names.find((one) => one === list);
    if (own === undefined || !(field === 'remove' || isField(schema.lists[own], field))) continue;
    const key = `${list}.${at}`;
    let row = rows.get(key);
    if (!row) {
      if (typed.lists[own].length >= MOST_ROWS) continue;
      row = {};
      rows.set(key, row);
      typed.lists[own].push(row);
    }
    row[field] = value;
  }
  for (const list of names) {
    if (!schema.fixed.has(list)) typed.lists[list] = typed.lists[list].filter((row) => !isEmpty(schema, row));
  }
  return typed;
}

/** Beside the fields themselves: what an authority is chosen for, and how a new one is called. */
function isField(fields: readonly { name: string; type: string }[], name: string): boolean {
  const base = name.replace(/_(text|for|new_\w+)$/, '');
  return fields.some((one) => one.name === name || (one.type === 'authority' && one.name === base));
}

function isEmpty({ beforehand }: FormSchema, row: Row): boolean {
  if (row.remove === 'on') return true;
  if (row.id) return false;
  return Object.entries(row).every(
    ([name, value]) => beforehand.has(name) || value.trim() === '' || /_new_kind$/.test(name),
  );
}

/** The rows of a list with the one at `on` (`journey.2`) moved up by one. */
export function movedUp<List extends string>(typed: TypedForm<List>, on: string): TypedForm<List> {
  const [list = '', at = ''] = on.split('.');
  const rows = Object.hasOwn(typed.lists, list) ? typed.lists[list as List] : undefined;
  const place = Number(at);
  if (!rows || !(place > 0) || place >= rows.length) return typed;
  const moved = [...rows];
  moved.splice(place - 1, 0, ...moved.splice(place, 1));
  return { ...typed, lists: { ...typed.lists, [list]: moved } };
}
