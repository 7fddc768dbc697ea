import {
  box,
  cover,
  curve,
  ellipse,
  line,
  loop,
  outline,
  type Point,
  path,
  type Sheet,
  sheet,
  through,
  wash,
  within,
} from './ink.ts';

/** Pearl scales that fold into a box; the smallest weight is missing. */
export function pearlScales(): Sheet {
  const on = sheet(409);
  wash(on, box(0, 0, 1600, 1200), '#a5553f', { opacity: 0.6 });
  for (let y = -20; y < 1200; y += 116)
    for (let x = (y / 116) % 2 < 1 ? -20 : 56; x < 1600; x += 152) {
      const motif: Point[] = path('40 0, 74 40, 40 80, 6 40', x, y);
      loop(on, motif, { width: 2, color: '#e9cf93', opacity: 0.5 });
    }
  casket(on);
  beam(on);
  for (let at = 0; at < 26; at += 1) {
    const [x, y, r] = [within(on, 1060, 1400), within(on, 880, 1060), within(on, 8, 17)];
    cover(on, ellipse(x, y, r, r), '#fdf9ee');
    wash(on, ellipse(x + r * 0.2, y + r * 0.25, r * 0.7, r * 0.6), '#b9a9a2', { opacity: 0.8 });
    loop(on, ellipse(x, y, r, r), { width: 2 });
  }
  return on;
}

function casket(on: Sheet): void {
  wash(on, box(180, 760, 800, 360), '#35201a', { opacity: 0.6 });
  const wood = box(160, 740, 780, 340);
  cover(on, wood, '#8a5a34');
  wash(on, wood, '#5b351c', { opacity: 0.8 });
  outline(on, wood, { width: 5 });
  const velvet = box(196, 776, 708, 268);
  cover(on, velvet, '#7a2c3c');
  wash(on, velvet, '#4d1825', { opacity: 0.7 });
  outline(on, velvet, { width: 3 });
  let x = 250;
  for (const r of [52, 44, 37, 30, 24, 18, 13]) {
    cover(on, ellipse(x, 900, r + 6, r + 6), '#3a101a');
    cover(on, ellipse(x, 900, r, r), '#e6c067');
    wash(on, ellipse(x, 900, r, r), '#a97f2c', { opacity: 0.6 });
    loop(on, ellipse(x, 900, r, r), { width: 3.4 });
    if (r > 20) loop(on, ellipse(x, 900, r * 0.4, r * 0.4), { width: 2.4 });
    x += r * 2 + 26;
  }
  cover(on, box(842, 884, 32, 32), '#2a0a12');
  outline(on, box(842, 884, 32, 32), { width: 2.4, color: '#c98f93' });
}

function beam(on: Sheet): void {
  line(on, path('800 70, 800 250'), { width: 10, color: '#c99a3c' });
  loop(on, ellipse(800, 60, 24, 24), { width: 8, color: '#c99a3c' });
  curve(on, path('380 268, 600 240, 800 236, 1000 250, 1220 292'), { width: 19, color: '#d9ae4e', opacity: 1 });
  curve(on, path('380 260, 600 232, 800 228, 1000 242, 1220 284'), { width: 3 });
  curve(on, path('380 278, 600 250, 800 246, 1000 260, 1220 302'), { width: 3 });
  line(on, path('800 240, 794 150'), { width: 6 });
  for (const [x, y, drop] of [
    [384, 270, 250],
    [1216, 294, 310],
  ] as const) {
    for (const dx of [-132, 0, 132]) line(on, through(x, y, x + dx, y + drop), { width: 2.4 });
    const pan = ellipse(x, y + drop, 150, 40);
    cover(on, pan, '#ecca78');
    wash(on, pan, '#b5862f', { opacity: 0.6 });
    loop(on, pan, { width: 4 });
    curve(on, ellipse(x, y + drop, 150, 66, 0, 0.5), { width: 4 });
  }
  for (let at = 0; at < 14; at += 1) {
    const [x, y] = [1216 + within(on, -80, 80), 594 + within(on, -16, 14)];
    cover(on, ellipse(x, y, 13, 12), '#fdf9ee');
    loop(on, ellipse(x, y, 13, 12), { width: 2 });
  }
  cover(on, ellipse(384, 508, 26, 18), '#c99a3c');
  loop(on, ellipse(384, 508, 26, 18), { width: 3 });
}
