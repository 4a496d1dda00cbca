/** The persons: team, age, sex, birth and death, each drawn from its own seed. */
import { dayOf, type Day } from '#libs/kernel/day.ts';
import { patientId } from './identifiers.ts';
import type { Network } from './network.ts';
import { FACET, Random } from './prng.ts';
import { knownAt, patientsOf, type Horizon, type Scale } from './scale.ts';
import type { Option, SchemeName, SyntheticTeam } from './team.ts';

interface PersonVersion {
  readonly birth: Day;
  readonly sex: 'F' | 'M';
  readonly died: Day | undefined;
  readonly known: Day;
}

export interface SyntheticPerson {
  readonly index: number;
  readonly id: string;
  readonly home: SyntheticTeam;
  readonly birth: Day;
  readonly sex: 'F' | 'M';
  /** The day of the first declaration. */
  readonly entry: Day;
  /** The last day on which anything can happen: before any recorded death, within the horizon. */
  readonly last: Day;
  readonly versions: readonly PersonVersion[];
}

export interface World {
  readonly seed: number;
  readonly scale: Scale;
  readonly horizon: Horizon;
  readonly network: Network;
}

type Ages = readonly (readonly [weight: number, band: readonly [low: number, high: number]])[];

/** The age pyramid of France in broad strokes (assumption). */
const EVERYBODY: Ages = [
  [7, [0, 6]],
  [12, [7, 16]],
  [28, [17, 39]],
  [13, [40, 49]],
  [13, [50, 59]],
  [12, [60, 69]],
  [9, [70, 79]],
  [6, [80, 97]],
];
const OLD: Ages = [
  [45, [65, 74]],
  [37, [75, 84]],
  [18, [85, 98]],
];
const DIABETIC: Ages = [
  [5, [20, 39]],
  [30, [40, 59]],
  [65, [60, 88]],
];

export function cohortOf(scale: Scale, index: number): SchemeName {
  const peps = patientsOf(scale, 'PEPS');
  return index < peps ? 'PEPS' : index < peps + patientsOf(scale, 'PRIMORDIAL') ? 'PRIMORDIAL' : 'IPEP';
}

export function optionAtStart(team: SyntheticTeam): Option {
  return team.periods[0]?.option ?? '';
}

export function buildPerson(world: World, index: number): SyntheticPerson {
  const { horizon } = world;
  const random = new Random(world.seed, FACET.PERSON, index);
  const home = random.weighted(world.network.cohorts[cohortOf(world.scale, index)]);
  const sex = random.chance(0.52) ? 'F' : 'M';
  const option = optionAtStart(home);
  const newborn = (option === 'ALL' || option === '') && random.chance(0.06);
  const birth = newborn ? random.whole(horizon.firstDay, horizon.lastDay - 30) : birthOf(random, horizon, option);
  const entry = entryOf(random, horizon, birth, newborn);
  const death = deathOf(random, horizon, birth, sex, Math.max(entry + 1, horizon.firstDay));
  return {
    index,
    id: patientId(index + 1),
    home,
    birth,
    sex,
    entry,
    ...versionsOf(random, horizon, { birth, sex, entry, death }),
  };
}

function birthOf(random: Random, horizon: Horizon, option: Option): Day {
  const special = random.chance(0.88);
  const ages = special && option === 'OVER_65' ? OLD : special && option === 'DIABETES' ? DIABETIC : EVERYBODY;
  const [low, high] = random.weighted(ages);
  return horizon.firstDay - random.whole(Math.round(low * 365.25) + 1, Math.round((high + 1) * 365.25));
}

function entryOf(random: Random, horizon: Horizon, birth: Day, newborn: boolean): Day {
  if (newborn) return Math.min(birth + random.whole(0, 240), horizon.lastDay - 10);
  if (random.chance(0.76))
    return Math.max(birth, dayOf(2005, 7, 1) + random.whole(0, horizon.firstDay - dayOf(2005, 7, 2)));
  return random.whole(horizon.firstDay, horizon.lastDay - 60);
}

/** INED tables of 2012-2016: 30 in 10,000 in the first year, 2 (women) or 5 (men) at 20, then about 9 % more a year. */
function deathOf(random: Random, horizon: Horizon, birth: Day, sex: 'F' | 'M', from: Day): Day | undefined {
  for (let start = from; start <= horizon.lastDay; start += 365) {
    const age = (start - birth) / 365.25;
    const hazard =
      age < 1 ? 0.003 : Math.min(0.5, (sex === 'F' ? 0.00019 : 0.0003) * Math.exp(0.09 * Math.max(0, age - 20)));
    if (random.chance(hazard)) {
      const day = start + random.whole(0, 364);
      return day <= horizon.lastDay ? day : undefined;
    }
  }
  return undefined;
}

interface Life {
  readonly birth: Day;
  readonly sex: 'F' | 'M';
  readonly entry: Day;
  readonly death: Day | undefined;
}

/** The records of a person as the payer knew them over time; a few are first wrong. */
function versionsOf(random: Random, horizon: Horizon, life: Life): { versions: readonly PersonVersion[]; last: Day } {
  const { birth, sex, death } = life;
  const versions: PersonVersion[] = [];
  let known = knownAt(horizon, Math.max(life.entry, horizon.firstKnown) + random.whole(1, 20));
  const add = (version: Partial<PersonVersion>, delay: number): void => {
    if (versions.length > 0) known = Math.max(known + 1, delay);
    versions.push({ birth, sex, died: undefined, ...version, known });
  };
  if (random.chance(0.003) && life.entry < horizon.lastDay - 200) {
    add(random.chance(0.5) ? { sex: sex === 'F' ? 'M' : 'F' } : { birth: birth - random.whole(1, 28) }, 0);
    add({}, known + random.whole(20, 400));
  } else add({}, 0);
  let last = horizon.lastDay;
  if (death !== undefined) {
    last = death;
    const told = death + random.whole(5, 60);
    if (random.chance(0.06)) {
      const wrong = Math.max(life.entry, birth, death + random.whole(-12, 12));
      last = Math.min(death, wrong);
      add({ died: wrong }, Math.max(told, wrong));
      add({ died: death }, told + random.whole(40, 240));
    } else add({ died: death }, told);
  } else if (random.chance(0.0006) && life.entry < horizon.lastDay - 300) {
    // Recorded dead in error.
    const wrong = random.whole(Math.max(life.entry, horizon.firstDay), horizon.lastDay - 60);
    add({ died: wrong }, wrong + 20);
    add({}, known + random.whole(30, 120));
  }
  return { versions, last };
}
