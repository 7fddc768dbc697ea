/** What the contestants did, as tables in Markdown. The first contestant is what the others are measured by. */
import type { Built, NamesFound, Searched } from './contestant.ts';

export interface Result {
  name: string;
  absent: string | null; // why there are no figures, or not all
  built: Built | null;
  searched: Searched | null;
  named: NamesFound | null;
}

export interface About {
  command: string;
  machine: string;
  date: string;
  corpus: { testimonies: number; passages: number; bytes: number };
  names: { file: string; lines: number; spellings: number };
  each: number; // queries of a class
}

const MB = 1024 * 1024;

export function resultsPage(results: readonly Result[], about: About): string {
  const { corpus, names } = about;
  const shown = results.filter(({ built }) => built);
  const absent = results.flatMap(({ name, absent: why }) => (why ? [`- **${name}**: ${why}`] : []));
  const notes = shown.map(({ name, searched }) => `- **${name}**: ${searched?.notes.join('; ') ?? 'no searches'}.`);
  return [
    '# Kolot beside other engines',
    `One run on one corpus and one machine, by \`${about.command}\`. This page is written by it.`,
    [
      `- Date: ${about.date}`,
      `- Machine: ${about.machine}`,
      `- Corpus: ${corpus.testimonies} testimonies, ${corpus.passages} passages, ${(corpus.bytes / MB).toFixed(0)} MB of text, five languages (test/bench/corpus.ts)`,
      `- Queries: ${about.each} of each class, one after another, after two to warm up (test/bench/queries.ts)`,
      `- Names: ${names.lines} names in ${names.spellings} spellings (${names.file}); each spelling is indexed as a text of its own, and each is searched once`,
    ].join('\n'),
    `## Index and memory\n\n${indexTable(shown, corpus)}`,
    'Reading the texts and folding them is counted for Kolot, and not for the others, which are given them folded. Memory is of all processes that serve, after the searches; what they share counts once.',
    `## Searches\n\nMilliseconds, p50 / p95, and p50 as a multiple of Kolot’s embedded engine. In brackets how many testimonies a query finds on average: Kolot widens each word to the spellings and forms it knows, and finds more.\n\n${searchTable(shown)}`,
    `## Names\n\nRecall: of all pairs of spellings of one name, those found one by the other. Precision: of all pairs found in the list, those of one name.\n\n${namesTable(shown)}`,
    `## To read them rightly\n\n${[...notes, ...absent].join('\n')}`,
  ]
    .join('\n\n')
    .concat('\n');
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

function indexTable(results: readonly Result[], corpus: About['corpus']): string {
  const first = results[0]?.built;
  const memory = results[0]?.searched?.memory;
  const rows = results.map(({ name, built, searched }) => {
    const { version, testimonies, seconds, bytes } = built!;
    const text = (corpus.bytes * testimonies) / corpus.testimonies;
    const passages = (corpus.passages * testimonies) / corpus.testimonies;
    const firstText = first ? first.bytes / corpus.bytes : Number.NaN;
    return [
      `${name} (${version})`,
      String(testimonies),
      figure(seconds),
      `${figure(passages / seconds)} (${ratio(passages / seconds, first ? corpus.passages / first.seconds : Number.NaN)})`,
      figure(bytes / MB),
      `${figure(bytes / text)} (${ratio(bytes / text, firstText)})`,
      `${figure((searched?.memory ?? Number.NaN) / MB)} (${ratio(searched?.memory ?? Number.NaN, memory ?? Number.NaN)})`,
    ];
  });
  return table(['', 'testimonies', 'build s', 'passages/s', 'index MB', 'of the text', 'memory MB'], rows);
}

function searchTable(results: readonly Result[]): string {
  const searched = results.filter((result) => result.searched);
  const classes = searched[0]?.searched?.classes ?? [];
  const rows = classes.map(({ name, p50: first }) => [
    name,
    ...searched.map((result) => {
      const one = result.searched!.classes.find((other) => other.name === name);
      return one ? `${figure(one.p50)} / ${figure(one.p95)} (${ratio(one.p50, first)}) [${one.found}]` : '–';
    }),
  ]);
  return table(['', ...searched.map(({ name }) => name)], rows);
}

function namesTable(results: readonly Result[]): string {
  const rows = results.flatMap(({ name, named }) =>
    named
      ? [
          [
            name,
            share(named.right, named.pairs),
            share(named.right, named.found),
            `${named.right} of ${named.pairs}`,
            String(named.found - named.right),
          ],
        ]
      : [],
  );
  return table(['', 'recall', 'precision', 'found', 'false'], rows);
}

function share(part: number, all: number): string {
  return all ? (part / all).toFixed(3) : '–';
}

function ratio(value: number, first: number): string {
  return Number.isFinite(value / first) ? `×${figure(value / first)}` : '–';
}

function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
