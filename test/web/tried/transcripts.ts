import type { Tried } from './tried.ts';

export const TRANSCRIPTS: Record<string, Tried> = {
  '/desk/testimonies/:accession/transcripts': {
    each: ({ accession }) => [`/desk/testimonies/${accession}/transcripts`],
  },
  '/desk/testimonies/:accession/transcripts/:id': {
    each: ({ accession, transcripts: [own, other] }) => [
      `/desk/testimonies/${accession}/transcripts/${own}?beside=${other}&find=a`,
      `/desk/testimonies/${accession}/transcripts/${other}`,
    ],
  },
  '/desk/testimonies/:accession/peaks/:part': { each: ({ accession }) => [`/desk/testimonies/${accession}/peaks/1`] },
  '/desk/testimonies/:accession/transcripts/:id/synchronise': {
    each: ({ accession, transcripts: [own] }) => [
      `/desk/testimonies/${accession}/transcripts/${own}/synchronise?part=1`,
    ],
  },
  '/desk/testimonies/:accession/transcripts/:id/export/:format': {
    each: ({ accession, transcripts: [own, other] }) => [
      ...['webvtt', 'srt', 'text', 'csv', 'docx', 'ohms'].map(
        (format) => `/desk/testimonies/${accession}/transcripts/${own}/export/${format}`,
      ),
      `/desk/testimonies/${accession}/transcripts/${other}/export/csv?part=1`,
    ],
  },
  '/desk/testimonies/:accession/index-points': {
    each: ({ accession }) => [`/desk/testimonies/${accession}/index-points`],
  },
  '/desk/testimonies/:accession/redactions': {
    each: ({ accession, passages }) => [
      `/desk/testimonies/${accession}/redactions`,
      `/desk/testimonies/${accession}/redactions?passage=${passages[0]}`,
    ],
  },
};
