import type { Database } from '../db/open.ts';

export function setting(db: Database, key: string): string | null {
  return db.prepare<{ key: string }, string>('SELECT value FROM setting WHERE key = @key').pluck().get({ key }) ?? null;
}

export function setSetting(db: Database, key: string, value: string): void {
  db.prepare(`
    INSERT INTO setting (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = excluded.value`).run(
    {
      key,
      value,
    },
  );
}
