/** What the middleware has found out about a request by the time a route sees it. */
import type { Account } from '../archive/account.ts';
import type { Viewer } from '../archive/viewer.ts';
import type { Lang } from '../i18n/languages.ts';

declare global {
  namespace Express {
    interface Request {
      viewer: Viewer;
      account: Account | null; // null: a visitor
      lang: Lang;
      pagePath: string; // path and query, without the language
    }
  }
}
