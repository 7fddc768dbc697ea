/** Names on a plate can be read: none lies on another, on a dot, or beyond the edge, at either size of letters. */
import fc from 'fast-check';
import { type Box, boxOf, LETTERS, type Named, overlaps, placeLabels } from '../../../server/publish/map/labels.ts';
import { directionOfName, textWidth } from '../../../server/publish/map/text-width.ts';

const ground = { width: 400, height: 300, obstacles: [] };
const dot = (id: string, name: string, x: number, y: number, radius = 4): Named => ({ id, name, x, y, radius });
const boxAround = ({ x, y, radius }: Named): Box => ({
  left: x - radius,
  right: x + radius,
  top: y - radius,
  bottom: y + radius,
});

const NAMES = ['Baghdad', 'بغداد', 'בגדאד', 'Tripoli (Libya)', 'Sidi Bel Abbès', 'قسنطينة', 'ירושלים', 'Fez'];

test('whatever towns lie where', () => {
  const towns = fc.array(
    fc.record({
      name: fc.constantFrom(...NAMES),
      x: fc.integer({ min: 0, max: 400 }),
      y: fc.integer({ min: 0, max: 300 }),
      radius: fc.integer({ min: 2, max: 9 }),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(towns, (all) => {
      const named = all.map((town, at): Named => ({ ...town, id: String(at) }));
      const dots = named.map(boxAround);
      const labels = placeLabels(named, { ...ground, obstacles: dots });
      for (const size of ['narrow', 'wide'] as const) {
        const shown = labels.filter(({ fine }) => size === 'wide' || !fine);
        const boxes = shown.map((label) =>
          boxOf(
            label,
            label.note === null ? { name: label.name } : { name: label.name, note: label.note },
            LETTERS[size],
          ),
        );
        boxes.forEach((box, at) => {
          expect(boxes.slice(at + 1).some((other) => overlaps(box, other))).toBe(false);
          expect(box.left >= 0 && box.right <= 400 && box.top >= 0 && box.bottom <= 300).toBe(true);
          if (size === 'narrow') expect(dots.some((other) => overlaps(box, other))).toBe(false);
        });
      }
    }),
    { numRuns: 60 },
  );
});

test('a name in Latin letters stands right of its dot, one in Hebrew or Arabic left of it', () => {
  const [latin] = placeLabels([dot('a', 'Cairo', 200, 150)], ground);
  expect(latin).toMatchObject({ anchor: 'start', direction: 'ltr' });
  expect(latin!.x).toBeGreaterThan(200);
  for (const name of ['קהיר', 'القاهرة']) {
    const [label] = placeLabels([dot('a', name, 200, 150)], ground);
    expect(label).toMatchObject({ anchor: 'start', direction: 'rtl' }); // it starts at its right end
    expect(label!.x).toBeLessThan(200);
  }
});

test('the first asked for is placed first, and one with room on wide pages only is fine', () => {
  const crowded = Array.from({ length: 12 }, (_, at) =>
    dot(String(at), 'Constantine', 180 + at * 3, 150 + (at % 3) * 4, 2),
  );
  const labels = placeLabels(crowded, { ...ground, obstacles: crowded.map(boxAround) });
  expect(labels.find(({ id }) => id === '0')?.fine).toBe(false);
  expect(labels.some(({ fine }) => fine)).toBe(true);
  expect(labels.length).toBeLessThan(12);
});

test('a country is named only where its name fits in it', () => {
  const land = (...rooms: { x: number; y: number; width: number }[]): Named => ({
    id: 'a',
    name: 'Saudi Arabia',
    x: 0,
    y: 0,
    radius: 0,
    rooms,
  });
  const room = (width: number, y = 150) => ({ x: 200, y, width });
  expect(placeLabels([land(room(200))], ground)).toMatchObject([{ anchor: 'middle', fine: false }]);
  expect(placeLabels([land(room(60))], ground)).toMatchObject([{ fine: true }]);
  expect(placeLabels([land(room(20))], ground)).toEqual([]);
  const taken = { left: 150, right: 250, top: 140, bottom: 160 };
  expect(placeLabels([land(room(200), room(150, 200))], { ...ground, obstacles: [taken] })[0]!.y).toBeGreaterThan(195);
});

test('marks above letters take no room, and the direction of a name is that of its letters', () => {
  expect(textWidth('שָׁלוֹם')).toBeCloseTo(textWidth('שלום'), 5);
  expect(textWidth('Baghdad')).toBeGreaterThan(3);
  expect(directionOfName('Fès')).toBe('ltr');
  expect(directionOfName('Tlemcen تلمسان')).toBe('rtl');
});
