import type { Tried } from './tried.ts';

export const CATALOGUE: Record<string, Tried> = {
  '/desk/testimonies': { once: () => ['/desk/testimonies'] },
  '/desk/testimonies/:accession': { each: ({ accession }) => [`/desk/testimonies/${accession}`] },
  '/desk/testimonies/:accession/history': { each: ({ accession }) => [`/desk/testimonies/${accession}/history`] },
  '/desk/testimonies/:accession/photographs': {
    each: ({ accession }) => [`/desk/testimonies/${accession}/photographs`],
  },
  '/desk/testimonies/:accession/care': { each: ({ accession }) => [`/desk/testimonies/${accession}/care?q=a`] },
  '/desk/agreements': { once: () => ['/desk/agreements'] },
  '/desk/testimonies/:accession/agreements': {
    each: ({ accession }) => [`/desk/testimonies/${accession}/agreements`],
  },
  '/desk/batch': { once: () => ['/desk/batch'] },
  '/desk/batch/:id': { once: () => ['/desk/batch/1'] },
  '/desk/import': { once: () => ['/desk/import'] },
  '/desk/import/:id': { once: () => ['/desk/import/1'] },
  '/desk/import/:id/report.csv': { once: () => ['/desk/import/1/report.csv'] },
  '/desk/testimonies/:accession/closing': { each: ({ accession }) => [`/desk/testimonies/${accession}/closing`] },
  '/desk/testimonies/:accession/publishing': {
    each: ({ accession }) => [`/desk/testimonies/${accession}/publishing`],
  },
  '/desk/testimonies/:accession/leaks': { each: ({ accession }) => [`/desk/testimonies/${accession}/leaks`] },
  '/desk/testimonies/:accession/erase': { each: ({ accession }) => [`/desk/testimonies/${accession}/erase`] },
  '/desk/erasures': { once: () => ['/desk/erasures'] },
  '/desk/authorities': {
    once: () => [
      '/desk/authorities?kind=person&q=a',
      '/desk/authorities?kind=place&q=p',
      '/desk/authorities?kind=topic&q=t',
    ],
  },
  '/desk/vocabularies': { once: () => ['/desk/vocabularies'] },
  '/desk/vocabularies/:kind': { once: () => ['topic', 'place', 'person'].map((kind) => `/desk/vocabularies/${kind}`) },
  '/desk/vocabularies/:kind/:id': {
    once: () => ['topic', 'place', 'person'].map((kind) => `/desk/vocabularies/${kind}/1`),
  },
  '/desk/vocabularies/:kind/export.rdf': { once: () => ['/desk/vocabularies/person/export.rdf'] },
  '/desk/vocabularies/:kind/export.csv': { once: () => ['/desk/vocabularies/person/export.csv'] },
  '/desk/dates': { once: () => ['/desk/dates?text=1951'] },
};
