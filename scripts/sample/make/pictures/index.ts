import { aeroplane1950 } from './aeroplane-1950.ts';
import { allianceSchoolroom } from './alliance-schoolroom.ts';
import { atlasVillage } from './atlas-village.ts';
import { beirutCorniche } from './beirut-corniche.ts';
import { breadBoard } from './bread-board.ts';
import { breadOven } from './bread-oven.ts';
import { constantineBridge } from './constantine-bridge.ts';
import { courtyardHouse } from './courtyard-house.ts';
import { djerbaLane } from './djerba-lane.ts';
import { doorwayCandles } from './doorway-candles.ts';
import { familyTable } from './family-table.ts';
import { greenAwning } from './green-awning.ts';
import { groceryShelf } from './grocery-shelf.ts';
import { houseKey } from './house-key.ts';
import type { Sheet } from './ink.ts';
import { journeyMap } from './journey-map.ts';
import { laissezPasser } from './laissez-passer.ts';
import { letterScan } from './letter-scan.ts';
import { marseilleHarbour } from './marseille-harbour.ts';
import { mountainRoad } from './mountain-road.ts';
import { pearlScales } from './pearl-scales.ts';
import { pomegranates } from './pomegranates.ts';
import { primer } from './primer.ts';
import { recipeNotebook } from './recipe-notebook.ts';
import { riverBoat } from './river-boat.ts';
import { sandals } from './sandals.ts';
import { sewingMachine } from './sewing-machine.ts';
import { stoneBridge } from './stone-bridge.ts';
import { suitcaseScale } from './suitcase-scale.ts';
import { teaTray } from './tea-tray.ts';
import { tentCamp } from './tent-camp.ts';
import { tripoliLane } from './tripoli-lane.ts';
import { twoDoorAlley } from './two-door-alley.ts';
import { twoKeys } from './two-keys.ts';
import { watchmakerBench } from './watchmaker-bench.ts';
import { whiteShoes } from './white-shoes.ts';

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
