import { readFileSync } from 'node:fs';
import { EXITS } from '../server/exits.ts';

test('every exit has a name and an address of its own', () => {
  for (const what of ['name', 'address'] as const) {
    expect(new Set(EXITS.map((exit) => exit[what])).size).toBe(EXITS.length);
  }
});

test('the map of the house leads to the register', () => {
  const map = readFileSync(new URL('../ARCHITECTURE.md', import.meta.url), 'utf8');
  expect(map).toMatch(/exits\.ts +the register of every way content leaves/);
});
