import type { PlantedTestimony } from '../planted.ts';

/** The addresses by which an exit is tried: some once, some for each testimony. */
export interface Tried {
  once?: (planted: { testimonies: PlantedTestimony[]; requests: number[] }) => string[];
  each?: (one: PlantedTestimony) => string[];
}
