import { box, cover, ellipse, outline, type Sheet, wash, within } from './ink.ts';

export const MARGIN = 'Drawn for the sample collection: no real document';

export function page(on: Sheet, x: number, y: number, width: number, height: number, color = '#f8f0dc'): void {
  wash(on, box(x + 16, y + 20, width, height), '#3f352c', { opacity: 0.5 });
  cover(on, box(x, y, width, height), color);
  for (let at = 0; at < 26; at += 1)
    wash(
      on,
      ellipse(x + within(on, 30, width - 30), y + within(on, 30, height - 30), within(on, 6, 60), within(on, 6, 44)),
      '#d9bd84',
      { opacity: 0.14, smooth: true },
    );
  wash(
    on,
    [
      [x, y],
      [x + width, y],
      [x + width, y + 30],
      [x + 30, y + 34],
      [x + 28, y + height],
      [x, y + height],
    ],
    '#c09a5c',
    { opacity: 0.35 },
  );
  outline(on, box(x, y, width, height), { width: 2.4 });
}
