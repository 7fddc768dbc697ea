import type { Request } from 'express';
import { type Finding, type Found, find } from '../../../search/find.ts';
import { searchQuery } from '../../search-query.ts';
import type { Site } from '../../site.ts';

/** The most testimonies that one file or page is made of; it says so where there are more. */
export const MOST = 1_000;
const AT_ONCE = 100;

export interface WholeSearch {
  finding: Finding; // of the first page
  results: Found[];
  total: number;
}

/** The results of the search that an address says, all of them up to `MOST`, as one viewer may see them. Throws Invalid as the search does. */
export async function wholeSearch(site: Site, req: Request): Promise<WholeSearch> {
  const asked = searchQuery(req.query);
  const page = (page: number) => find(site, req.viewer, { ...asked, page, perPage: AT_ONCE }, req.lang);
  const finding = await page(1);
  const results = [...finding.results];
  const pages = Math.min(finding.answer.pages, MOST / AT_ONCE);
  for (let at = 2; at <= pages; at++) results.push(...(await page(at)).results);
  return { finding, results, total: finding.answer.total };
}
