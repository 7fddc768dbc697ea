import { line, type Sheet, through } from './ink.ts';
import { lane } from './lane.ts';

/** Mashhad: a lane of brick where two houses share a secret. */
export function twoDoorAlley(): Sheet {
  const on = lane({
    seed: 127,
    walls: ['#b48a5c', '#c99a63'],
    plaster: '#e6cfa4',
    sky: '#a9c0c8',
    door: '#6d4a2f',
    ground: '#b99a6c',
    arches: 2,
  });
  for (let y = 80; y < 720; y += 30) {
    line(on, through(10, y + 40, 300, y - 10), { width: 1.3, opacity: 0.4 });
    line(on, through(1190, y + 40, 910, y - 10), { width: 1.3, opacity: 0.4 });
  }
  return on;
}
