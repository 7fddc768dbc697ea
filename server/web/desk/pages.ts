/** The page of a long table that was asked for, from 1, and how many rows come before it. */
export function pageOf(asked: unknown, rows: number): { at: number; skip: number } {
  const at = /^\d{1,6}$/.test(String(asked)) ? Math.max(1, Number(asked)) : 1;
  return { at, skip: (at - 1) * rows };
}
