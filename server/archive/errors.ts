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
  ) {
    super(`There is no ${thing} “${id}”.`);
  }
}

/** The viewer is known, and may not do this. */
export class NotAllowed extends Error {
  override name = 'NotAllowed';
}

/** What was given cannot be used. `where` names the file, row, line or field; the message says what to do. */
export class Invalid extends Error {
  override name = 'Invalid';
  constructor(
    message: string,
    readonly where: { file?: string; row?: number; line?: number; field?: string } = {},
  ) {
    super(message);
  }
}

/** Somebody else changed the same thing, or it belongs to another record. */
export class Conflict extends Error {
  override name = 'Conflict';
}
