import { aeroplane1950 } from './aeroplane.ts';
import { breadBoard, breadOven } from './bread.ts';
import { courtyardHouse } from './courtyard.ts';
import type { Sheet } from './ink.ts';
import { houseKey, journeyMap, twoKeys } from './keys.ts';
import { atlasVillage, constantineBridge, mountainRoad, stoneBridge } from './landscapes.ts';
import { djerbaLane, tripoliLane, twoDoorAlley } from './lanes.ts';
import { laissezPasser, letterScan, primer, recipeNotebook } from './papers.ts';
import { allianceSchoolroom, doorwayCandles, familyTable } from './rooms.ts';
import { sewingMachine } from './sewing-machine.ts';
import { pomegranates, sandals, teaTray, whiteShoes } from './still-life.ts';
import { tentCamp } from './tents.ts';
import { greenAwning, groceryShelf, pearlScales, suitcaseScale, watchmakerBench } from './trades.ts';
import { beirutCorniche, marseilleHarbour, riverBoat } from './water.ts';

/** Every drawing by the name of its file. */
export const DRAWINGS: Record<string, () => Sheet> = {
  'aeroplane-1950': aeroplane1950,
  'alliance-schoolroom': allianceSchoolroom,
  'atlas-village': atlasVillage,
  'beirut-corniche': beirutCorniche,
  'bread-board': breadBoard,
  'bread-oven': breadOven,
  'constantine-bridge': constantineBridge,
  'courtyard-house': courtyardHouse,
  'djerba-lane': djerbaLane,
  'doorway-candles': doorwayCandles,
  'family-table': familyTable,
  'green-awning': greenAwning,
  'grocery-shelf': groceryShelf,
  'house-key': houseKey,
  'journey-map': journeyMap,
  'laissez-passer': laissezPasser,
  'letter-scan': letterScan,
  'marseille-harbour': marseilleHarbour,
  'mountain-road': mountainRoad,
  'pearl-scales': pearlScales,
  pomegranates,
  primer,
  'recipe-notebook': recipeNotebook,
  'river-boat': riverBoat,
  sandals,
  'sewing-machine': sewingMachine,
  'stone-bridge': stoneBridge,
  'suitcase-scale': suitcaseScale,
  'tea-tray': teaTray,
  'tent-camp': tentCamp,
  'tripoli-lane': tripoliLane,
  'two-door-alley': twoDoorAlley,
  'two-keys': twoKeys,
  'watchmaker-bench': watchmakerBench,
  'white-shoes': whiteShoes,
};
