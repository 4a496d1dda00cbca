/** Long-term conditions (ALD) and complementary cover (C2S) of a person. */
import { birthday, dayOf, type Day } from '#libs/kernel/day.ts';
import { optionAtStart, type SyntheticPerson, type World } from './population.ts';
import { FACET, Random } from './prng.ts';
import { knownAt, type Horizon } from './scale.ts';

export interface Spell {
  readonly kind: 'ALD' | 'C2S';
  /** 0 for C2S. */
  readonly ald: number;
  readonly from: Day;
  /** The day that is known in the end; the day before `from` if the cover never existed. */
  readonly until: Day | undefined;
  readonly versions: readonly { readonly until: Day | undefined; readonly known: Day }[];
}

const DIABETES = 8;
const NEURODEGENERATIVE: readonly number[] = [15, 16, 25];
const DIABETES_ONLY: readonly number[] = [DIABETES];

/** A quarter diabetes, a fifth cancer, 13 % psychiatric (lequotidiendumedecin.fr, 2016); the rest is an assumption. */
const CONDITIONS: readonly (readonly [number, number])[] = [
  [25, DIABETES],
  [20, 30],
  [13, 23],
  [10, 13],
  [8, 5],
  [6, 3],
  [4, 14],
  [3, 9],
  [3, 1],
  [2, 6],
  [2, 19],
  [2, 21],
  [2, 22],
];

/** Share of the insured with an ALD: 18 % of all in 2021, about three quarters at 80 (evaluation.securite-sociale.fr). */
const PREVALENCE: readonly (readonly [untilAge: number, share: number])[] = [
  [20, 0.02],
  [40, 0.05],
  [50, 0.1],
  [60, 0.19],
  [70, 0.32],
  [80, 0.5],
  [200, 0.72],
];

function prevalence(age: number): number {
  return PREVALENCE.find(([untilAge]) => age < untilAge)?.[1] ?? 0.72;
}

export function coverageOf(world: World, person: SyntheticPerson): readonly Spell[] {
  const random = new Random(world.seed, FACET.COVERAGE, person.index);
  const spells: Spell[] = [];
  addConditions(random, world.horizon, person, spells);
  addC2s(random, world.horizon, person, spells);
  return spells;
}

function addConditions(random: Random, horizon: Horizon, person: SyntheticPerson, spells: Spell[]): void {
  const age = Math.max(0, (horizon.firstDay - person.birth) / 365.25);
  const numbers: number[] = [];
  const add = (from: Day, number: number): void => {
    if (from < person.birth || from > person.last || numbers.includes(number)) return;
    numbers.push(number);
    spells.push(conditionSpell(random, horizon, person, number, from));
  };
  const before = (): Day => horizon.firstDay - random.whole(1, 4_500);
  if (optionAtStart(person.home) === 'DIABETES' && age > 18 && random.chance(0.94)) add(before(), DIABETES);
  const share = prevalence(age);
  if (random.chance(share)) {
    add(before(), condition(random, age));
    // 1.2 conditions for a person in ALD (CNAM, Points de repère 20).
    if (random.chance(0.17)) add(before(), condition(random, age));
    if (random.chance(0.03)) add(before(), condition(random, age));
  }
  // Entries in six years: about an eighth of the patients in ALD each year.
  if (random.chance(0.5 * share)) add(random.whole(horizon.firstDay, horizon.lastDay), condition(random, age));
}

function condition(random: Random, age: number): number {
  if (age > 50 && random.chance(age > 75 ? 0.16 : 0.05))
    return random.weighted([
      [60, 15],
      [32, 16],
      [8, 25],
    ]);
  return random.weighted(CONDITIONS);
}

function conditionSpell(random: Random, horizon: Horizon, person: SyntheticPerson, ald: number, from: Day): Spell {
  const known = knownAt(horizon, Math.max(from, person.entry) + random.whole(5, 90));
  const granted = random.chance(0.15) ? from + random.pick([1_095, 1_825, 3_650]) : undefined;
  return spell(random, horizon, { kind: 'ALD', ald, from, known, until: granted, wrong: 0.015 });
}

/** 11 % of the population (2023), more of the young; yearly grants with gaps between some. */
function addC2s(random: Random, horizon: Horizon, person: SyntheticPerson, spells: Spell[]): void {
  const age = Math.max(0, (horizon.firstDay - person.birth) / 365.25);
  if (!random.chance(age < 20 ? 0.28 : age < 60 ? 0.17 : 0.09)) return;
  let from = Math.max(
    person.birth,
    random.chance(0.6) ? horizon.firstDay - random.whole(0, 364) : random.whole(horizon.firstDay, horizon.lastDay),
  );
  while (from <= person.last) {
    const next = birthday(from, 1);
    const known = knownAt(horizon, Math.max(from, person.entry) + random.whole(0, 25));
    spells.push(spell(random, horizon, { kind: 'C2S', ald: 0, from, known, until: next - 1, wrong: 0.03 }));
    if (random.chance(0.16)) return;
    from = random.chance(0.2) ? next + random.whole(5, 120) : next;
  }
}

interface Grant {
  readonly kind: 'ALD' | 'C2S';
  readonly ald: number;
  readonly from: Day;
  readonly until: Day | undefined;
  readonly known: Day;
  /** The share that is corrected later: shortened, or one in six voided. */
  readonly wrong: number;
}

function spell(random: Random, horizon: Horizon, grant: Grant): Spell {
  const { kind, ald, from, until, known } = grant;
  const versions = [{ until, known }];
  if (random.chance(grant.wrong)) {
    const voided = random.chance(1 / 6);
    const shortened = voided ? from - 1 : Math.min(from + random.whole(60, 300), (until ?? dayOf(2100, 1, 1)) - 1);
    versions.push({ until: shortened, known: knownAt(horizon, Math.max(known, shortened) + random.whole(20, 200)) });
  }
  return { kind, ald, from, until: versions.at(-1)?.until, versions };
}

const holds = (spell: Spell, on: Day): boolean => spell.from <= on && (spell.until === undefined || on <= spell.until);

export function hasC2s(coverage: readonly Spell[], on: Day): boolean {
  return coverage.some((spell) => spell.kind === 'C2S' && holds(spell, on));
}

/** Whether one of those conditions holds; any condition if none is named. */
export function hasAld(coverage: readonly Spell[], on: Day, numbers?: readonly number[]): boolean {
  return coverage.some((spell) => spell.kind === 'ALD' && (numbers?.includes(spell.ald) ?? true) && holds(spell, on));
}

/** Whether the person is in the option of a team. */
export function inOption(option: string, person: SyntheticPerson, coverage: readonly Spell[], on: Day): boolean {
  if (option === 'DIABETES') return hasAld(coverage, on, DIABETES_ONLY);
  if (option !== 'OVER_65') return true;
  const age = (on - person.birth) / 365.25;
  return age > 65 || (age > 50 && hasAld(coverage, on, NEURODEGENERATIVE));
}
