import type { PlantedTestimony } from '../planted.ts';
import type { PlantedShelf } from '../planted-shelf.ts';

/** The addresses by which an exit is tried: some once, some for each testimony. */
export interface Tried {
  once?: (planted: { testimonies: PlantedTestimony[]; requests: number[]; shelf: PlantedShelf }) => string[];
  each?: (one: PlantedTestimony) => string[];
}
