import { readFileSync } from 'node:fs';

export interface NameLine {
  name: string;
  spellings: string[];
}

/** The names of a table with the columns name, kind and spellings (`|` between them); lines that begin with # are left out. */
export function readNames(file: string): NameLine[] {
  const lines = readFileSync(file, 'utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  return lines.flatMap((line, at) => {
    if (line.trim() === '' || line.startsWith('#') || /^name\tkind\t/.test(line)) return [];
    const [name, , spellings] = line.split('\t');
    if (!name || !spellings)
      throw new Error(`${file}, line ${at + 1}: name, kind and spellings belong there, parted by tabs.`);
    return [
      {
        name,
        spellings: spellings
          .split('|')
          .map((one) => one.trim())
          .filter(Boolean),
      },
    ];
  });
}
