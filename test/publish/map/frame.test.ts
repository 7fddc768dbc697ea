/** A plate shows what it is of, however the land lies. */
import { flat, frameOf, type Ground } from '../../../server/publish/map/frame.ts';
import { baseOf } from '../../../server/publish/map/land.ts';
import { countryFrame } from '../../../server/publish/map/plate.ts';

const projected = (frame: ReturnType<typeof frameOf>, [longitude, latitude]: Ground) => {
  const { projection, width, height } = flat(frame, 400);
  const [x, y] = projection([longitude, latitude])!;
  return { x, y, width, height };
};

test('every point of a frame is on the plate', () => {
  const points: Ground[] = [
    [44.4, 33.3],
    [-74, 40.7],
    [35.2, 31.8],
    [151.2, -33.9],
  ];
  const frame = frameOf(points, 5, 20);
  for (const point of points) {
    const { x, y, width, height } = projected(frame, point);
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(width);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(height);
  }
});

test('west is left and north is up, also across the antimeridian', () => {
  const frame = frameOf(
    [
      [178, -18],
      [-178, -16],
    ],
    1,
    3,
  );
  expect(frame.east - frame.west).toBeLessThan(12);
  const [suva, east] = [projected(frame, [178, -18]), projected(frame, [-178, -16])];
  expect(suva.x).toBeLessThan(east.x);
  expect(suva.y).toBeGreaterThan(east.y);
});

test('one town alone is in the middle of a frame of some breadth', () => {
  const frame = frameOf([[50.58, 26.22]], 0, 10);
  const { x, y, width, height } = projected(frame, [50.58, 26.22]);
  expect(Math.abs(x - width / 2)).toBeLessThan(width / 8);
  expect(Math.abs(y - height / 2)).toBeLessThan(height / 6);
});

test('no point at all is the whole world', () => {
  expect(frameOf([], 5, 20).east - frameOf([], 5, 20).west).toBeGreaterThan(355);
});

describe('the frame of a country', () => {
  test.each([
    ['Iraq', '368', [44, 33]],
    ['Lebanon', '422', [35.8, 33.9]],
    ['Bahrain', '048', [50.5, 26.1]],
    ['Fiji, across the antimeridian', '242', [178, -18]],
    ['Russia, across the antimeridian', '643', [100, 62]],
  ] as const)('%s has its land in it', (_, numeric, [longitude, latitude]) => {
    const frame = countryFrame(numeric, [])!;
    const { x, y, width, height } = projected(frame, [longitude, latitude]);
    expect(x > 0 && x < width && y > 0 && y < height).toBe(true);
    expect(baseOf(frame, '110m', 400).height).toBe(height);
  });

  test('leaves out land overseas, unless a town is on it', () => {
    const france = countryFrame('250', [])!;
    expect(france.west).toBeGreaterThan(-15);
    expect(countryFrame('250', [[-52.3, 4.9]])!.west).toBeLessThan(-50); // Cayenne
  });

  test('cuts a wide desert with none of the towns, and never a town', () => {
    const algiers: Ground = [3.06, 36.75];
    const whole = countryFrame('012', [])!;
    const north = countryFrame('012', [algiers, [-0.63, 35.7]])!;
    expect(north.south).toBeGreaterThan(whole.south + 3);
    expect(countryFrame('012', [algiers, [5.52, 22.79]])!.south).toBeLessThan(23); // Tamanrasset
  });

  test('is made of its towns where no outline of it is known', () => {
    expect(countryFrame('999', [])).toBeNull();
    expect(countryFrame('999', [[10, 10]])).toMatchObject({ west: 8, east: 12 });
  });
});
