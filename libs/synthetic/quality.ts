/** Quality results of the teams and the thresholds they are measured against. */
import { dayOf, yearOfQuarter } from '#libs/kernel/day.ts';
import { cachedDayText, row } from './csv.ts';
import { FACET, Random } from './prng.ts';
import { knownAt, type Horizon } from './scale.ts';
import type { SyntheticTeam } from './team.ts';

export const QUALITY_COLUMNS = 'team_id,year,indicator,numerator,denominator,known_on';
export const THRESHOLD_COLUMNS = 'indicator,year,intermediate,target,known_on';

interface Indicator {
  readonly id: string;
  readonly aLaCarte: boolean;
  /** Percent in 2020, and their change in a year; for an indicator whose target is a lower value the target is below. */
  readonly intermediate: number;
  readonly target: number;
  readonly step: number;
  /** Share of the list that is concerned. */
  readonly concerned: number;
}

/** Levels are assumptions; the target of about 62 % for influenza is near the national coverage of people over 65. */
const INDICATORS: readonly Indicator[] = [
  { id: 'FLU65', aLaCarte: false, intermediate: 48, target: 62, step: 0.5, concerned: 0.22 },
  { id: 'HBA1C', aLaCarte: false, intermediate: 60, target: 78, step: 0.5, concerned: 0.07 },
  { id: 'GENERIC', aLaCarte: false, intermediate: 40, target: 52, step: 0.5, concerned: 0.9 },
  { id: 'BENZO', aLaCarte: false, intermediate: 18, target: 11, step: -0.5, concerned: 0.3 },
  { id: 'AVOIDHOSP', aLaCarte: false, intermediate: 6, target: 3.5, step: -0.25, concerned: 0.8 },
  { id: 'EMERGENCY', aLaCarte: false, intermediate: 20, target: 14, step: -0.25, concerned: 0.8 },
  { id: 'BREAST', aLaCarte: true, intermediate: 45, target: 60, step: 0.5, concerned: 0.17 },
  { id: 'COLORECTAL', aLaCarte: true, intermediate: 30, target: 45, step: 0.5, concerned: 0.3 },
  { id: 'KIDNEY', aLaCarte: true, intermediate: 35, target: 55, step: 0.75, concerned: 0.07 },
];

const POINTS_POSSIBLE = 20;

export function* thresholdRows(horizon: Horizon): Generator<string> {
  for (const { id, intermediate, target, step } of INDICATORS) {
    for (let year = horizon.firstYear; year <= horizon.lastYear; year += 1) {
      const moved = step * (year - 2020);
      yield row(id, year, intermediate + moved, target + moved, `${year + 1}-03-15`);
    }
  }
}

export function* qualityRows(seed: number, horizon: Horizon, teams: readonly SyntheticTeam[]): Generator<string> {
  for (const team of teams) {
    const random = new Random(seed, FACET.QUALITY, team.ordinal);
    const left = team.phases.find((phase) => phase.phase === 'LEFT' && phase.withdrawn === undefined);
    const results = INDICATORS.filter(({ aLaCarte }) => !aLaCarte || random.chance(0.4));
    // The position of the team between the two thresholds in 2020, and its gain in a year.
    const stand = results.map(() => random.between(-0.6, 1));
    const gain = random.between(-0.02, 0.16);
    for (let year = Math.max(horizon.firstYear, yearOfQuarter(team.start)); year <= horizon.lastYear; year += 1) {
      if (left !== undefined && left.from < dayOf(year, 6, 30)) break;
      for (const [at, indicator] of results.entries()) {
        const standing = (stand[at] ?? 0) + gain * (year - 2020);
        yield* resultRows(random, horizon, { team, year, indicator, standing });
      }
      if (random.chance(0.9)) {
        yield row(team.id, year, 'EXPERIENCE', random.whole(8, POINTS_POSSIBLE), POINTS_POSSIBLE, `${year + 1}-04-30`);
      }
    }
  }
}

interface Measurement {
  readonly team: SyntheticTeam;
  readonly year: number;
  readonly indicator: Indicator;
  /** 0 at the intermediate threshold, 1 at the target. */
  readonly standing: number;
}

function* resultRows(
  random: Random,
  horizon: Horizon,
  { team, year, indicator, standing }: Measurement,
): Generator<string> {
  const { id, intermediate, target, step, concerned } = indicator;
  const draw = random.next();
  if (draw < 0.02) return; // not measured
  const moved = step * (year - 2020);
  const percent = intermediate + moved + (standing + random.between(-0.25, 0.25)) * (target - intermediate);
  const denominator = draw < 0.03 ? 0 : Math.max(5, Math.round(team.patients * concerned * random.between(0.85, 1.1)));
  const numerator = Math.round(denominator * Math.min(0.98, Math.max(0.01, percent / 100)));
  const known = dayOf(year + 1, 5, random.whole(2, 28));
  yield row(team.id, year, id, numerator, denominator, cachedDayText(known));
  if (draw < 0.95 || numerator < 3) return;
  const corrected = numerator - random.whole(1, Math.max(1, Math.floor(numerator / 10)));
  yield row(team.id, year, id, corrected, denominator, cachedDayText(knownAt(horizon, known + random.whole(30, 120))));
}
