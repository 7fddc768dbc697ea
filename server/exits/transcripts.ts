/** The desk: transcripts, index points and redactions. */
import type { Exit } from './exit.ts';

export const TRANSCRIPTS: readonly Exit[] = [
  {
    name: 'transcripts',
    kind: 'page',
    address: '/desk/testimonies/:accession/transcripts',
    leaves: 'to staff: the texts of a testimony, what a program is writing down',
  },
  {
    name: 'new transcript',
    kind: 'form',
    address: 'POST /desk/testimonies/:accession/transcripts',
    leaves: 'nothing',
  },
  { name: 'transcription', kind: 'form', address: 'POST /desk/testimonies/:accession/transcribe', leaves: 'nothing' },
  {
    name: 'workshop',
    kind: 'page',
    address: '/desk/testimonies/:accession/transcripts/:id',
    leaves: 'to staff: all words of a text, also those withheld from others',
  },
  {
    name: 'shape of the sound',
    kind: 'data',
    address: '/desk/testimonies/:accession/peaks/:part',
    leaves: 'to staff: how loud a recording is from moment to moment',
  },
  ...[
    'passages/:passage',
    'drafts/:passage',
    'speakers',
    'replace',
    'undo',
    'status',
    'align/:passage',
    'import',
    'remove',
  ].map(
    (edit): Exit => ({
      name: `edit of a transcript: ${edit.split('/')[0]}`,
      kind: 'form',
      address: `POST /desk/testimonies/:accession/transcripts/:id/${edit}`,
      leaves: 'nothing; refused, to staff: as the workshop',
    }),
  ),
  {
    name: 'synchronising',
    kind: 'page',
    address: '/desk/testimonies/:accession/transcripts/:id/synchronise',
    leaves: 'to staff: all words of a part, also those withheld from others',
  },
  {
    name: 'marks',
    kind: 'form',
    address: 'POST /desk/testimonies/:accession/transcripts/:id/synchronise',
    leaves: 'nothing; refused, to staff: as the page of synchronising',
  },
  {
    name: 'transcript as a file',
    kind: 'file',
    address: '/desk/testimonies/:accession/transcripts/:id/export/:format',
    leaves: 'to staff: all words of a part, who speaks, its index',
  },
  {
    name: 'index of moments',
    kind: 'page',
    address: '/desk/testimonies/:accession/index-points',
    leaves: 'to staff: every moment described, also those withheld from others',
  },
  {
    name: 'moment of the index',
    kind: 'form',
    address: 'POST /desk/testimonies/:accession/index-points/:point',
    leaves: 'nothing; refused, to staff: as the index',
  },
  {
    name: 'redactions',
    kind: 'page',
    address: '/desk/testimonies/:accession/redactions',
    leaves: 'to staff: the words withheld, and why',
  },
  {
    name: 'redaction',
    kind: 'form',
    address: 'POST /desk/testimonies/:accession/redactions',
    leaves: 'nothing; as a preview, to staff: what everyone would be shown',
  },
  {
    name: 'redaction lifted',
    kind: 'form',
    address: 'POST /desk/testimonies/:accession/redactions/:id/lift',
    leaves: 'nothing',
  },
];
