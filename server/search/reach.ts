/** How far the one who searches reaches (archive/access.ts), and the testimonies opened to them beyond it. */
export interface Reach {
  reach: number;
  granted: number[];
  given: number[];
}
