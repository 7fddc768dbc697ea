import { Invalid } from '../../archive/errors.ts';

/**
 * Throws Invalid for a parameter that is not one of `known`, and for one that stands more than once and is not one of
 * `several`: either would silently answer another question.
 */
export function refuseUnmeant(query: object, known: ReadonlySet<string>, several: readonly string[] = []): void {
  for (const [name, value] of Object.entries(query)) {
    if (!known.has(name)) {
      const shown = name.slice(0, 40);
      throw new Invalid(`There is no parameter “${shown}”. The parameters are: ${[...known].join(', ')}.`, {
        field: name,
      });
    }
    if (Array.isArray(value) && !several.includes(name)) {
      throw new Invalid(`${name} is there ${value.length} times. Write it once.`, { field: name });
    }
  }
}
