/**
 * The few ways the archive says no. Each carries a message key and its values, so that a page can say it in the reader's
 * language; `message` is the same in English, for logs and the command line.
 */

/** What is asked for is not here, or not for this viewer: the two must look the same. */
export class NotFound extends Error {
  override name = 'NotFound';
  constructor(
    readonly thing: string,
    readonly id: string,
    advice = '', // what to do instead, where something can be said
  ) {
    super(`There is no ${thing} “${id}”. ${advice}`.trimEnd());
  }
}

/** What a page says of a refusal: the end of a message key, and the values it needs. */
export interface Said {
  key?: string;
  values?: Record<string, string | number>;
}

/** The viewer is known, and may not do this. */
export class NotAllowed extends Error {
  override name = 'NotAllowed';
  constructor(
    message: string,
    readonly said: Said = {},
  ) {
    super(message);
  }
}

/** What was given cannot be used. `where` names the file, row, line or field; the message says what to do. */
export class Invalid extends Error {
  override name = 'Invalid';
  constructor(
    message: string,
    readonly where: { file?: string; row?: number; line?: number; field?: string } & Said = {},
  ) {
    super(message);
  }
}

/** Somebody else changed the same thing, or it belongs to another record. */
export class Conflict extends Error {
  override name = 'Conflict';
  constructor(
    message: string,
    readonly said: Said = {},
  ) {
    super(message);
  }
}
