import { box, ellipse, line, loop, type Sheet, sheet, through, wash, write } from './ink.ts';
import { MARGIN, page } from './page.ts';

/** The first page of the letter written on a trunk. */
export function letterScan(): Sheet {
  const on = sheet(509, 1200, 1600);
  wash(on, box(0, 0, 1200, 1600), '#7d7466', { opacity: 0.6 });
  page(on, 120, 90, 960, 1420, '#f3f0e0');
  const lines = [
    'Marseille, le 14 janvier 1957',
    '',
    'Mon cher Raymond,',
    'je t’écris sur la malle, parce que dans',
    'cette chambre la table est prise par le',
    'réchaud, et que le lit est pris par maman.',
    'Donc si mon écriture saute, c’est que la',
    'malle est posée sur un carrelage qui n’est',
    'pas droit. Rien n’est droit ici, sauf la pluie.',
    '',
    'Nous sommes arrivés mardi, au petit matin.',
    'Tu as connu la mer en été, toi, avec un',
    'chapeau. Nous l’avons eue en janvier, avec',
    'des cuvettes. Victor a été malade de',
    'Port-Saïd à la Crète, puis de la Crète à',
    'l’Italie, et il prétend qu’il a surtout',
    'souffert des conversations.',
  ];
  lines.forEach((words, at) => {
    write(on, words, [at === 0 ? 520 : 200 + (at === 2 ? 40 : 0), 230 + at * 70 + Math.sin(at * 1.9) * 5], 50, {
      color: '#263a66',
      turn: Math.sin(at * 2.3) * 0.7,
    });
  });
  for (const y of [565, 1040]) {
    wash(on, box(120, y - 5, 960, 12), '#a58f66', { opacity: 0.5 });
    line(on, through(120, y, 1080, y - 2), { width: 1.8, opacity: 0.5 });
  }
  for (const r of [92, 84]) loop(on, ellipse(880, 1380, r, r * 0.96), { width: 7, color: '#8a5f32', opacity: 0.35 });
  wash(on, ellipse(890, 700, 34, 26), '#263a66', { opacity: 0.5, smooth: true });
  write(on, MARGIN, [600, 1492], 23, { font: 'Liberation Serif', anchor: 'middle', color: '#6d6353' });
  return on;
}
