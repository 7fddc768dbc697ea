import {
  box,
  cover,
  curve,
  ellipse,
  INK,
  line,
  loop,
  outline,
  type Point,
  path,
  type Sheet,
  sheet,
  through,
  wash,
  write,
} from './ink.ts';

/** A schoolroom of the Alliance: benches, the board in two scripts, the stove that nobody lit. */
export function allianceSchoolroom(): Sheet {
  const on = sheet(307);
  wash(on, box(0, 0, 1600, 760), '#e3d2a8', { opacity: 0.65 });
  wash(on, box(0, 560, 1600, 200), '#7d9a8a', { opacity: 0.55 });
  line(on, path('0 560, 1600 556'), { width: 2.4 });
  board(on);
  wallMap(on);
  window(on);
  wash(on, path('0 760, 1600 752, 1600 1200, 0 1200'), '#b98d5c', { opacity: 0.65 });
  line(on, path('0 760, 1600 754'), { width: 3.6 });
  for (let at = 0; at < 14; at += 1)
    line(on, through(at * 124, 758, at * 190 - 440, 1200), { width: 1.4, opacity: 0.5 });
  stove(on);
  for (const [y, size] of [
    [830, 0.72],
    [960, 0.9],
    [1120, 1.1],
  ] as const)
    for (const x of [250, 800]) bench(on, 800 + (x - 560) * size, y, size);
  return on;
}

function board(on: Sheet): void {
  const slate = box(440, 130, 720, 380);
  cover(on, slate, '#3b4a45');
  wash(on, slate, '#26332f', { opacity: 0.8 });
  outline(on, slate, { width: 9, color: '#7c5433' });
  outline(on, box(430, 120, 740, 400), { width: 2.6 });
  write(on, 'Les affluents de la Loire', [486, 220], 62, { color: '#f3efe0' });
  write(on, 'l’Allier · le Cher · l’Indre · la Vienne', [486, 300], 46, { color: '#e9e4d0' });
  write(on, 'אבגד', [1100, 440], 84, { color: '#f3efe0', font: 'Noto Serif Hebrew', anchor: 'end' });
  write(on, 'mardi 3 octobre', [486, 470], 40, { color: '#e9e4d0' });
  cover(on, box(470, 524, 120, 14), '#8a5f38');
  for (const x of [490, 520, 560]) cover(on, box(x, 514, 22, 10), '#fbf8ef');
}

function wallMap(on: Sheet): void {
  const sheetOf = box(1220, 110, 300, 360);
  cover(on, sheetOf, '#f3e8cd');
  outline(on, sheetOf, { width: 3 });
  const land: Point[] = path(
    '1300 170, 1360 150, 1420 176, 1476 230, 1470 300, 1440 330, 1452 380, 1400 420, 1340 410, 1290 420, 1296 340, 1250 270, 1290 240',
  );
  for (const [shape, color] of [
    [land, '#d98f6a'],
    [path('1300 170, 1360 150, 1420 176, 1380 260, 1290 240'), '#e3c66f'],
    [path('1380 260, 1470 300, 1440 330, 1452 380, 1400 420, 1350 330'), '#8fae7d'],
  ] as [Point[], string][])
    wash(on, shape, color, { opacity: 0.8, smooth: true });
  loop(on, land, { width: 3 });
  curve(on, path('1340 390, 1370 330, 1340 270, 1290 262'), { width: 3, color: '#3d6a8a' });
  line(on, path('1206 110, 1534 108'), { width: 10, color: '#7c5433' });
}

function window(on: Sheet): void {
  const pane = box(90, 90, 240, 400);
  cover(on, pane, '#e9f0ea');
  wash(on, pane, '#8fbac6', { opacity: 0.75 });
  wash(on, path('90 400, 330 380, 330 490, 90 490'), '#4d8791', { opacity: 0.7 });
  outline(on, pane, { width: 5 });
  line(on, path('210 90, 210 490'), { width: 4 });
  for (const y of [220, 350]) line(on, through(90, y, 330, y), { width: 3 });
  for (const [x, y] of [
    [140, 160],
    [250, 190],
  ] as const)
    curve(on, path('-16 -6, 0 2, 16 -8', x, y), { width: 2.6 });
}

function stove(on: Sheet): void {
  const body = box(1430, 560, 96, 210);
  cover(on, body, '#55504c');
  wash(on, body, '#2f2e33', { opacity: 0.8 });
  outline(on, body, { width: 4 });
  outline(on, box(1446, 620, 64, 60), { width: 3, color: '#b9b1a4' });
  for (const dx of [10, 80]) line(on, through(1430 + dx, 770, 1430 + dx, 800), { width: 9 });
  line(on, path('1478 560, 1478 490, 1560 486, 1560 0'), { width: 26, color: '#4a4643', taper: false });
}

function bench(on: Sheet, x: number, y: number, size: number): void {
  const desk: Point[] = through(
    x - 200 * size,
    y,
    x + 200 * size,
    y - 4,
    x + 226 * size,
    y + 56 * size,
    x - 226 * size,
    y + 60 * size,
  );
  for (const dx of [-200, 200])
    line(on, through(x + dx * size, y + 50 * size, x + dx * size, y + 160 * size), {
      width: 14 * size,
      color: '#6d4a2f',
    });
  cover(on, desk, '#d6a86d');
  wash(on, desk, '#9c6436', { opacity: 0.75 });
  outline(on, desk, { width: 3.4 });
  for (const dx of [-110, 110]) {
    cover(on, ellipse(x + dx * size, y + 12 * size, 13 * size, 6 * size), INK);
    const book: Point[] = [
      [x + (dx - 60) * size, y + 20 * size],
      [x + (dx - 6) * size, y + 14 * size],
      [x + (dx + 50) * size, y + 20 * size],
      [x + (dx + 54) * size, y + 46 * size],
      [x + (dx - 4) * size, y + 40 * size],
      [x + (dx - 64) * size, y + 46 * size],
    ];
    cover(on, book, '#fbf6e6');
    outline(on, book, { width: 2.4 });
    line(on, through(x + (dx - 6) * size, y + 14 * size, x + (dx - 4) * size, y + 40 * size), { width: 2 });
  }
  line(on, path('-230 118, 230 116', x, y, size), { width: 18 * size, color: '#7c5433', taper: false });
}
