/** The insurance's spending on a patient in a year, and the national means by profile. */
import { ageOn, dayOf } from '#libs/kernel/day.ts';
import { coverageOf, hasAld, hasC2s } from './coverage.ts';
import { cachedDayText } from './csv.ts';
import { declarationsOf } from './declarations.ts';
import { inIncentive } from './network.ts';
import { cohortOf, type SyntheticPerson, type World } from './population.ts';
import { FACET, Random } from './prng.ts';
import { knownAt, type Horizon } from './scale.ts';

export const SPENDING_COLUMNS = 'patient_id,year,amount_cents,known_on';
export const NATIONAL_SPENDING_COLUMNS = 'year,age_band,sex,ald,c2s,amount_cents,known_on';

/** Refundable spending of 2024 in euros (Open DAMIR, Claims-Drift-Open-DAMIR), and the share in ALD as in coverage. */
const BANDS: readonly { band: string; from: number; F: number; M: number; ald: number }[] = [
  { band: '0-6', from: 0, F: 932, M: 940, ald: 0.02 },
  { band: '7-16', from: 7, F: 932, M: 940, ald: 0.02 },
  { band: '17-39', from: 17, F: 1523, M: 963, ald: 0.05 },
  { band: '40-49', from: 40, F: 1908, M: 1474, ald: 0.1 },
  { band: '50-59', from: 50, F: 2488, M: 2261, ald: 0.19 },
  { band: '60-69', from: 60, F: 3075, M: 4609, ald: 0.32 },
  { band: '70-79', from: 70, F: 3992, M: 4946, ald: 0.5 },
  { band: '80+', from: 80, F: 5614, M: 6649, ald: 0.72 },
];

/**
 * A patient in ALD costs four times as much as another of the same age, a patient with C2S 15 % more; costs grow by 2.5 % a year
 * (assumptions).
 */
const ALD_RATIO = 4;
const C2S_RATIO = 1.15;
const GROWTH = 1.025;

/** National mean in cents. */
function nationalMean(year: number, age: number, sex: 'F' | 'M', ald: boolean, c2s: boolean): number {
  const band = BANDS.findLast(({ from }) => age >= from);
  if (band === undefined) throw new RangeError(`no age band for ${age}`);
  const without = (100 * band[sex]) / (1 + band.ald * (ALD_RATIO - 1));
  return Math.round(without * (ald ? ALD_RATIO : 1) * (c2s ? C2S_RATIO : 1) * GROWTH ** (year - 2024));
}

export function* nationalSpendingRows(horizon: Horizon): Generator<string> {
  for (let year = horizon.firstYear; year <= horizon.lastYear; year += 1) {
    for (const { band, from } of BANDS) {
      for (const sex of ['F', 'M'] as const) {
        for (const ald of [false, true]) {
          for (const c2s of [false, true]) {
            const amount = nationalMean(year, from, sex, ald, c2s);
            yield `${year},${band},${sex},${Number(ald)},${Number(c2s)},${amount},${year + 1}-06-30`;
          }
        }
      }
    }
  }
}

/** Spending is sent for patients who are, or were, with a doctor of an IPEP group. */
function isFollowed(world: World, person: SyntheticPerson): boolean {
  if (cohortOf(world.scale, person.index) === 'IPEP') return true;
  return declarationsOf(world, person).some(({ rpps }) => rpps !== '' && inIncentive(world.network, rpps));
}

export function writeSpending(world: World, person: SyntheticPerson, write: (row: string) => void): void {
  if (!isFollowed(world, person)) return;
  const { horizon } = world;
  const random = new Random(world.seed, FACET.SPENDING, person.index);
  const coverage = coverageOf(world, person);
  const lasting = random.logNormal(0.5);
  for (let year = horizon.firstYear; year <= horizon.lastYear; year += 1) {
    const start = dayOf(year, 1, 1);
    if (person.birth > start + 364 || person.last < start) continue;
    const age = ageOn(person.birth, start);
    const mean = nationalMean(year, age, person.sex, hasAld(coverage, start), hasC2s(coverage, start));
    const amount = Math.round(mean * lasting * random.logNormal(0.6) * thrift(world, person, year));
    const known = dayOf(year + 1, 6, random.whole(1, 28));
    const draw = random.next();
    if (draw < 0.004) continue; // never sent
    write(`${person.id},${year},${amount},${cachedDayText(known)}`);
    if (draw > 0.035) continue;
    const later = cachedDayText(knownAt(horizon, known + random.whole(30, 240)));
    // A few are withdrawn, the others corrected.
    write(`${person.id},${year},${draw < 0.006 ? '' : Math.round(amount * random.between(0.7, 1.5))},${later}`);
  }
}

/** Some groups spend less than expected, some more, and some improve with time. */
function thrift(world: World, person: SyntheticPerson, year: number): number {
  const team = new Random(world.seed, FACET.SPENDING, 0x1_0000_0000 + person.home.ordinal);
  const level = team.between(0.93, 1.04);
  const trend = team.between(-0.013, 0.009);
  return level * (1 + trend * (year - 2020));
}
