/** A name in the language bound as `lang`, else in English, else whichever comes first. SQL, for a table of names with `lang` and `kind`. */
export function nameIn(table: string, key: string, id: string, column = 'name'): string {
  return `(SELECT ${column} FROM ${table} WHERE ${table}.${key} = ${id} AND ${table}.kind = 'preferred'
    ORDER BY ${table}.lang = @lang DESC, ${table}.lang = 'en' DESC LIMIT 1)`;
}
