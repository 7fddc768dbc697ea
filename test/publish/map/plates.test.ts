/** Plates as data: what is asked for is drawn in its place, with its link, and nothing else. */
import { type CountryMark, countryFrame, plateOf, type TownMark } from '../../../server/publish/map/plate.ts';
import { type Destination, roadsPlate } from '../../../server/publish/map/roads.ts';

const leads = (words: string) => ({ href: `/${words}`, words });
const town = (id: string, longitude: number, latitude: number, count: number): TownMark => ({
  id,
  name: id,
  longitude,
  latitude,
  count,
  kind: 'left',
  leads: leads(id),
});
const COUNTRIES: CountryMark[] = [
  { code: 'IQ', numeric: '368', name: 'Iraq', kind: 'subject' },
  { code: 'IR', numeric: '364', name: 'Iran', kind: 'around', leads: leads('IR') },
  { code: 'SY', numeric: '760', name: 'Syria', kind: 'around' },
  { code: 'SA', numeric: '682', name: 'Saudi Arabia', kind: 'around' },
];
const TOWNS = [
  town('Baghdad', 44.4, 33.34, 900),
  town('Basra', 47.78, 30.51, 100),
  town('Mosul', 43.13, 36.34, 225),
  town('Cairo', 31.24, 30.04, 50),
];
const frame = countryFrame(
  '368',
  TOWNS.slice(0, 3).map(({ longitude, latitude }) => [longitude, latitude]),
)!;

describe('the plate of a country', () => {
  const plate = plateOf(frame, COUNTRIES, TOWNS);

  test('has its towns, the largest first, sized by their testimonies; none beyond its edge', () => {
    expect(plate.dots.map((dot) => dot.leads.words)).toEqual(['Baghdad', 'Mosul', 'Basra']);
    const [baghdad, mosul, basra] = plate.dots.map(({ radius }) => radius ** 2);
    expect(mosul! / baghdad!).toBeCloseTo(1 / 4, 1);
    expect(basra! / baghdad!).toBeCloseTo(1 / 9, 1);
  });

  test('lays them as they lie on the ground', () => {
    const [baghdad, mosul, basra] = plate.dots;
    expect(mosul!.y).toBeLessThan(baghdad!.y);
    expect(basra!.y).toBeGreaterThan(baghdad!.y);
    expect(basra!.x).toBeGreaterThan(baghdad!.x);
  });

  test('has its own outline and the names of its neighbours, and leads to those that lead somewhere', () => {
    expect(plate.shapes.map(({ kind, leads: to }) => [kind, to?.words ?? null])).toEqual(
      expect.arrayContaining([
        ['subject', null],
        ['around', 'IR'],
      ]),
    );
    const names = plate.countryNames.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Iran', 'Syria', 'Saudi Arabia']));
    expect(names).not.toContain('Iraq');
    expect(plate.around).toMatch(/^M-?[\d.]+ ?-?[\d.]+l/);
  });

  test('names neighbours of one past realm once', () => {
    const ottoman = COUNTRIES.map((country) =>
      country.kind === 'around' ? { ...country, name: 'Ottoman Empire' } : country,
    );
    expect(plateOf(frame, ottoman, []).countryNames.map(({ name }) => name)).toEqual(['Ottoman Empire']);
  });

  test('is drawn with one town, and with none', () => {
    expect(plateOf(countryFrame('048', [[50.58, 26.22]])!, [], [town('Manama', 50.58, 26.22, 1)])).toMatchObject({
      dots: [{ leads: { words: 'Manama' } }],
      townNames: [{ name: 'Manama', fine: false }],
    });
    expect(plateOf(frame, COUNTRIES, []).dots).toEqual([]);
  });
});

describe('the plate of roads', () => {
  const iraq = { code: 'IQ', numeric: '368', name: 'Iraq', longitude: 44, latitude: 33 };
  const to = (code: string, numeric: string, longitude: number, latitude: number, count: number): Destination => ({
    code,
    numeric,
    name: code,
    note: String(count),
    longitude,
    latitude,
    count,
    leads: leads(code),
  });
  const israel = to('IL', '376', 35, 31.5, 40);
  const overseas = [to('US', '840', -97, 38, 10), to('AU', '036', 133, -27, 1), to('NZ', '554', 174, -41, 1)];

  test('leads from the country to each, thicker where more went', () => {
    const plate = roadsPlate(iraq, [overseas[0]!, israel])!;
    expect(plate.ends.map((end) => end.leads.words)).toEqual(['IL', 'US']);
    expect(plate.curves).toHaveLength(2);
    expect(plate.curves[0]!.width).toBeGreaterThan(plate.curves[1]!.width);
    expect(plate.curves[0]!.d.startsWith(`M${plate.origin!.x},${plate.origin!.y}Q`)).toBe(true);
    expect(plate.names.map(({ name, note }) => [name, note])).toEqual(
      expect.arrayContaining([
        ['IL', '40'],
        ['Iraq', null],
      ]),
    );
  });

  test('has destinations overseas on it', () => {
    const plate = roadsPlate(iraq, [israel, ...overseas])!;
    for (const { x, y } of plate.ends) {
      expect(x > 0 && x < plate.width && y > 0 && y < plate.height).toBe(true);
    }
    const [, us, australia] = plate.ends;
    expect(us!.x).toBeLessThan(plate.origin!.x);
    expect(australia!.x).toBeGreaterThan(plate.origin!.x);
  });

  test('shows the destinations alone where several countries were left, and nothing where none is known', () => {
    expect(roadsPlate(null, [israel])).toMatchObject({ origin: null, curves: [], ends: [{ leads: { words: 'IL' } }] });
    expect(roadsPlate(iraq, [])).toBeNull();
  });
});
