import type { Sheet } from './ink.ts';
import { lane } from './lane.ts';

/** Tripoli, the Hara: vaults between the houses. */
export function tripoliLane(): Sheet {
  return lane({
    seed: 103,
    walls: ['#c9b48a', '#d9b06a'],
    plaster: '#efe2c6',
    sky: '#8fb7c4',
    door: '#5b4636',
    ground: '#cdb283',
    arches: 3,
  });
}
