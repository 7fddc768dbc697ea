import { cover, curve, ellipse, path, type Sheet } from './ink.ts';
import { lane } from './lane.ts';

/** Djerba: white walls, blue doors, a fish on the plaster. */
export function djerbaLane(): Sheet {
  const on = lane({
    seed: 109,
    walls: ['#b9c4c4', '#e6d9b9'],
    plaster: '#faf5e8',
    sky: '#6fa8c2',
    door: '#2f6f9c',
    ground: '#dcc79c',
    arches: 1,
  });
  curve(on, path('940 620, 990 586, 1050 590, 1096 622, 1132 650'), { width: 6, color: '#2f6f9c' });
  curve(on, path('940 620, 990 656, 1050 654, 1096 622, 1132 596'), { width: 6, color: '#2f6f9c' });
  cover(on, ellipse(976, 614, 6, 6), '#2f6f9c');
  return on;
}
