/** Compositions hold passages of every testimony, put in when each was open: test/web/planted-compositions.ts. */
import type { Tried } from './tried.ts';

export const COMPOSITIONS: Record<string, Tried> = {
  '/programmes': { once: () => ['/programmes', '/ar/programmes'] },
  '/programmes/:slug': { once: () => ['/programmes/planted-programme', '/fr/programmes/planted-programme'] },
  '/programmes/:slug/booklet': {
    once: () => ['/programmes/planted-programme/booklet', '/programmes/planted-programme/booklet?with=ar'],
  },
  '/lessons': { once: () => ['/lessons', '/ar/lessons'] },
  '/lessons/:slug': { once: () => ['/lessons/planted-lesson', '/fr/lessons/planted-lesson'] },
  '/lessons/:slug/booklet': {
    once: () => ['/lessons/planted-lesson/booklet', '/lessons/planted-lesson/booklet?with=ar'],
  },
  '/exhibits': { once: () => ['/exhibits', '/ar/exhibits'] },
  '/exhibits/:slug': { once: () => ['/exhibits/planted-exhibit', '/fr/exhibits/planted-exhibit'] },
  '/exhibits/:slug/booklet': {
    once: () => ['/exhibits/planted-exhibit/booklet', '/exhibits/planted-exhibit/booklet?with=ar'],
  },
  '/evidence': { once: () => ['/evidence', '/ar/evidence'] },
  '/evidence/:slug': { once: () => ['/evidence/planted-evidence', '/fr/evidence/planted-evidence'] },
  '/evidence/:slug/booklet': {
    once: () => ['/evidence/planted-evidence/booklet', '/evidence/planted-evidence/booklet?with=ar'],
  },
  '/programmes/:slug/projection': { once: () => ['/programmes/planted-programme/projection'] },
  '/desk/compositions': { once: () => ['/desk/compositions', '/desk/compositions?kind=lesson'] },
  '/desk/compositions/:slug': { once: () => ['/desk/compositions/planted-programme'] },
  '/desk/compositions/:slug/preview': { once: () => ['/desk/compositions/planted-programme/preview'] },
  '/desk/compositions/:slug/run-sheet': { once: () => ['/desk/compositions/planted-programme/run-sheet'] },
  '/desk/compositions/:slug/items': {
    each: ({ accession, passages }) => [
      `/desk/compositions/planted-programme/items?kind=passage&q=${accession}`,
      `/desk/compositions/planted-programme/items?kind=passage&q=/passages/${passages[0]}`,
      `/desk/compositions/planted-programme/items?kind=picture&q=${accession}`,
    ],
  },
  '/desk/compositions/:slug/items/:item': { once: () => ['/desk/compositions/planted-programme/items/1'] },
};
