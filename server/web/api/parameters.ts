import { Invalid } from '../../archive/errors.ts';

/** Throws Invalid for a parameter that is not one of `known`: misspelt, it would silently answer another question. */
export function refuseUnknown(query: object, known: ReadonlySet<string>): void {
  const unknown = Object.keys(query).find((name) => !known.has(name));
  if (unknown === undefined) return;
  throw new Invalid(`There is no parameter “${unknown.slice(0, 40)}”. The parameters are: ${[...known].join(', ')}.`, {
    field: unknown,
  });
}
