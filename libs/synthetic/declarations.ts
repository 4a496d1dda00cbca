/** The treating doctors of a person over time. */
import { firstDayOf, type Day } from '#libs/kernel/day.ts';
import { activeOn, colleague, leavesOn, type Network } from './network.ts';
import type { SyntheticPerson, World } from './population.ts';
import { FACET, Random } from './prng.ts';
import { knownAt } from './scale.ts';

export interface Declaration {
  readonly on: Day;
  /** Empty: no treating doctor from then on. */
  readonly rpps: string;
  readonly known: Day;
}

const YEAR = 365.25;
/** Public sources give no rate of moves: one in twenty patients a year is an assumption. */
const YEARS_BETWEEN_MOVES = 20;

/** Versions in order; of two with the same day, the later one corrects the other. */
export function declarationsOf(world: World, person: SyntheticPerson): readonly Declaration[] {
  const { horizon, network } = world;
  const random = new Random(world.seed, FACET.DECLARATIONS, person.index);
  const declarations: Declaration[] = [];
  const declare = (on: Day, rpps: string): void => {
    const delay = random.chance(0.08) ? random.whole(31, 250) : random.whole(1, 30);
    const known = knownAt(horizon, Math.max(on, horizon.firstKnown) + (on < horizon.firstKnown ? delay % 12 : delay));
    if (random.chance(0.01)) {
      const wrong = random.pick(network.outside.GP);
      declarations.push({ on, rpps: wrong, known });
      declarations.push({ on, rpps, known: knownAt(horizon, known + random.whole(20, 200)) });
    } else declarations.push({ on, rpps, known });
  };

  let on = person.entry;
  let doctor = firstDoctor(random, person);
  declare(on, doctor);
  for (;;) {
    const settled = Math.max(on, horizon.firstDay);
    let next = settled + 1 + Math.floor(random.exponential((doctor === '' ? 1 : YEARS_BETWEEN_MOVES) * YEAR));
    const leaves = doctor === '' ? undefined : leavesOn(network, doctor, settled);
    const gone = leaves !== undefined && leaves + 1 < next;
    // A quarter of the patients of a doctor who leaves the team stay with the doctor, another quarter are slow to choose.
    if (gone && random.chance(0.75)) next = Math.max(leaves + random.whole(1, 120), on + 1);
    if (next > person.last) break;
    on = next;
    doctor = nextDoctor(random, network, person, doctor, on);
    declare(on, doctor);
  }
  return declarations;
}

function firstDoctor(random: Random, person: SyntheticPerson): string {
  const from = Math.max(person.entry, firstDayOf(person.home.start));
  const present = person.home.members.filter((member) => member.profession === 'GP' && activeOn(member, from));
  return random.pick(present).rpps;
}

function nextDoctor(random: Random, network: Network, person: SyntheticPerson, current: string, on: Day): string {
  const draw = random.next();
  const atHome = colleague(random, person.home, 'GP', Math.max(on, firstDayOf(person.home.start)));
  if (draw < 0.45 && atHome !== undefined && atHome !== current) return atHome;
  if (draw < 0.6) {
    const team = random.weighted(network.cohorts[draw < 0.47 ? 'IPEP' : person.home.scheme]);
    const elsewhere = colleague(random, team, 'GP', on);
    if (elsewhere !== undefined && elsewhere !== current) return elsewhere;
  }
  if (draw < 0.72 && current !== '') return '';
  return random.pick(network.outside.GP);
}

/** The treating doctor on a day; empty for none. */
export function doctorOn(declarations: readonly Declaration[], on: Day): string {
  for (let index = declarations.length - 1; index >= 0; index -= 1) {
    const declaration = declarations[index];
    if (declaration !== undefined && declaration.on <= on) return declaration.rpps;
  }
  return '';
}
