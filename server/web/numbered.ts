import type { Request } from 'express';
import { NotFound } from '../archive/errors.ts';

/** The number that an address names as `:id`. Throws NotFound, of a `thing`, where it is none. */
export function numbered(req: Request, thing: string): number {
  const id = String(req.params.id);
  if (!/^[1-9]\d{0,14}$/.test(id)) throw new NotFound(thing, id);
  return Number(id);
}
