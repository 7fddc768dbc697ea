import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { settled } from '../i18n/isolate.ts';
import { accountPages } from './account/index.ts';
import { api, noOtherApi } from './api/index.ts';
import { assets } from './assets.ts';
import { familyPages } from './contribute/index.ts';
import { deskPages } from './desk/index.ts';
import { media } from './media.ts';
import { contentSecurity } from './middleware/content-security.ts';
import { errorPages, nothingHere } from './middleware/errors.ts';
import { languageOfPath } from './middleware/language.ts';
import { pageValues } from './middleware/page.ts';
import { whoIsLooking } from './middleware/viewer.ts';
import { inItsWords } from './middleware/words.ts';
import { publicPages } from './public/index.ts';
import type { Site } from './site.ts';

const views = fileURLToPath(new URL('../../views/', import.meta.url));

/** For Node's server: a query of 10,000 letters that are not Latin is 60 kB in an address, and Node takes 16. */
export const SERVER = { maxHeaderSize: 96 * 1024 };

/** Text as it stands in HTML: nothing in it is markup, and no direction control in it turns the page round. */
function htmlOf(text: unknown): string {
  return text === undefined || text === null ? '' : ejs.escapeXML(settled(String(text)));
}

export function createApp(site: Site): Express {
  const app = express();
  app.set('views', views);
  app.set('view engine', 'ejs');
  app.engine('ejs', (path, values, done) => {
    ejs.renderFile(path, values, { cache: !site.development, root: views, escape: htmlOf }, done);
  });
  app.set('view cache', !site.development);
  app.set('trust proxy', site.config.trustProxy);
  app.set('query parser', 'simple');
  app.set('etag', false); // of pages: they differ by viewer, and are never kept
  app.disable('x-powered-by');

  app.use(
    helmet({ contentSecurityPolicy: false, strictTransportSecurity: site.config.publicUrl.startsWith('https:') }),
  );
  app.use(contentSecurity(site.config));
  app.use('/assets', assets());
  app.use(whoIsLooking(site));
  app.use(inItsWords(site));
  app.use('/api/v1', api(site));
  app.use('/api', noOtherApi(site));
  app.use('/media', media(site));
  app.use(languageOfPath(site));
  app.use(pageValues(site));
  app.use('/account', accountPages(site));
  app.use('/desk', deskPages(site));
  app.use('/contribute', familyPages(site));
  app.use(publicPages(site));
  app.use(nothingHere);
  app.use(errorPages(site));
  return app;
}
