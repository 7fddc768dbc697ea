import { box, cover, curve, ellipse, hatch, line, loop, path, type Sheet, sheet, through, wash, write } from './ink.ts';
import { page } from './page.ts';

/** A page of a recipe notebook in Persian, with turmeric on it. */
export function recipeNotebook(): Sheet {
  const on = sheet(521, 1200, 1600);
  wash(on, box(0, 0, 1200, 1600), '#a5744f', { opacity: 0.65 });
  hatch(on, box(0, 0, 1200, 1600), 12, 34, { opacity: 0.25 });
  page(on, 130, 100, 940, 1400, '#fbf5e2');
  for (let y = 290; y < 1460; y += 74)
    line(on, through(150, y, 1050, y - 2), { width: 1.6, color: '#7c9bb0', opacity: 0.7 });
  line(on, path('970 110, 966 1490'), { width: 2.2, color: '#b5503f', opacity: 0.6 });
  const lines = [
    'گندی نخودچی',
    'آرد نخودچی، دو لیوان',
    'گوشت مرغ چرخ‌کرده، نیم کیلو',
    'پیاز سه تا، درشت',
    'هل، یک قاشق پر',
    'زردچوبه، نمک، فلفل',
    '',
    'دستت را با آب سرد خیس کن',
    'اندازهٔ یک نارنج کوچک',
    'اول به مهمان بده',
  ];
  lines.forEach((words, at) => {
    write(on, words, [940, 250 + at * 118], at === 0 ? 62 : 46, {
      font: 'Noto Nastaliq Urdu',
      rtl: true,
      color: at === 0 ? '#8a2f3a' : '#27304c',
    });
  });
  for (const [x, y, r] of [
    [300, 1190, 66],
    [236, 1300, 30],
    [420, 1320, 20],
    [250, 420, 40],
  ] as const)
    wash(on, ellipse(x, y, r, r * 0.84), '#e3a51f', { opacity: 0.8, smooth: true });
  for (let ring = 0; ring < 5; ring += 1)
    loop(on, ellipse(300, 1190, 16 + ring * 11, 20 + ring * 13), { width: 2.6, color: '#b57a12', opacity: 0.6 });
  dumpling(on, 330, 700);
  for (let at = 0; at < 13; at += 1) loop(on, ellipse(1072, 170 + at * 104, 15, 11), { width: 5, color: '#6d6a66' });
  return on;
}

function dumpling(on: Sheet, x: number, y: number): void {
  const bowl = ellipse(x, y + 20, 150, 84, 0, 0.5);
  cover(on, ellipse(x, y + 20, 150, 40), '#f0d591');
  wash(on, ellipse(x, y + 20, 150, 40), '#d9a63e', { opacity: 0.7 });
  for (const [dx, dy, r] of [
    [-60, 6, 42],
    [56, 8, 40],
    [0, -18, 58],
  ] as const) {
    cover(on, ellipse(x + dx, y + dy, r, r * 0.86), '#efd9a5');
    wash(on, ellipse(x + dx, y + dy, r, r * 0.86), '#b98a4a', { opacity: 0.6, smooth: true });
    loop(on, ellipse(x + dx, y + dy, r, r * 0.86), { width: 3 });
  }
  cover(on, bowl, '#e9efec');
  wash(on, bowl, '#6d94a3', { opacity: 0.6 });
  curve(on, bowl, { width: 4 });
  line(on, path('-150 20, 150 20', x, y), { width: 3 });
}
