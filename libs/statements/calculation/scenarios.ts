/**
 * Calculates several regulations in one reading of the dossiers, for what-ifs beside the regulation in force. Regulations that differ only in
 * what a statement is made of share the sums of their patients; those of quarters and those of years each by themselves, so that a what-if of
 * one kind of scheme counts nobody again for the other.
 */
import { linkedDossiers } from '#libs/enrolment/linked-dossiers.ts';
import { contributionOf } from '#libs/statements/calculation/contributions.ts';
import { eventCount } from '#libs/enrolment/dossier.ts';
import type { PeriodKind } from '#libs/kernel/period.ts';
import { traitsOf } from '#libs/regulation/families.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { ParameterName } from '#libs/regulation/values.ts';
import type { CalculatedStatement, Pin } from '#libs/statements/calculated-statement.ts';
import {
  type CalculationStores,
  type Request,
  type StageProgress,
  inputsOf,
  statementsOf,
} from '#libs/statements/calculation/calculate.ts';
import {
  type ProfileSums,
  addToProfiles,
  emptyProfiles,
  joinedProfiles,
} from '#libs/statements/calculation/profile-sums.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import { type Sums, addContribution, emptySums } from '#libs/statements/rules/sums.ts';

/** Whether a parameter is read where a patient is counted, and not only where a statement is made. */
export const IS_OF_PATIENTS: Readonly<Record<ParameterName, boolean>> = {
  presence: true,
  grid: true,
  scope_acts: true,
  population: true,
  fidelisation_lag_quarters: true,
  fidelisation_min_acts: true,
  fidelisation_floor: true,
  fidelisation_level: true,
  reference_day: true,
  previous_list: true,
  spending_cap_cents: true,
  comorbidity_factor: false,
  local_factor: false,
  quality_max_rate: false,
  quality_presumed_rate: false,
  quality_weights: false,
  unrated: false,
  minimum_denominator: false,
  quality_provisional: false,
  cap_rate: false,
  cap_fallback: false,
  instalments: false,
  eligibility: false,
  experience_points: false,
  share_ecart: false,
  share_evolution: false,
  share_group: false,
  evolution_method: false,
  minimum_savings_rate: false,
  gain_cap_rate: false,
  quality_gate: false,
  combination: false,
  quality_amount_cents: false,
  payment_cap_rate: false,
  score_cap: false,
};

/** What one regulation gives. */
export interface ScenarioResult {
  readonly regulation: Regulation;
  readonly pin: Pin;
  readonly frame: Frame;
  readonly sums: Sums;
  readonly profiles: ProfileSums;
  readonly statements: readonly CalculatedStatement[];
}

/** The sums of the patients for periods of one kind, and the frame that counts them. */
interface Counting {
  readonly frame: Frame;
  readonly sums: Sums;
  readonly profiles: ProfileSums;
}

const KINDS = ['QUARTER', 'YEAR'] as const satisfies readonly PeriodKind[];

/** In the order of the regulations, of which there is one at least. Records nothing. Throws NO_SUCH_TEAM. */
export async function calculateScenarios(
  stores: CalculationStores,
  request: Omit<Request, 'regulation'>,
  regulations: readonly [Regulation, ...Regulation[]],
  onProgress?: StageProgress,
): Promise<readonly ScenarioResult[]> {
  const [first] = regulations;
  const inputs = await inputsOf(stores, { ...request, regulation: first }, onProgress);
  const { rosters, known, range, rules, dossiers } = inputs;
  const frames = regulations.map((regulation) => frameOf(rosters, known, regulation, range, rules));
  const countings = countingsOf(frames);
  const { processed: total } = await dossiers.checkpoint();
  let done = 0;
  for await (const batch of linkedDossiers(dossiers, rosters)) {
    for (const linked of batch) {
      for (const { frame, sums, profiles } of countings.values()) {
        const counted = contributionOf(linked, frame);
        addContribution(sums, counted, 1);
        addToProfiles(profiles, counted);
      }
      for (const dossier of linked.dossiers) done += eventCount(dossier);
    }
    onProgress?.('contributions', done, total);
  }
  const results: ScenarioResult[] = [];
  for (const frame of frames) {
    const { regulation } = frame;
    const counted = together(countings, regulation);
    const made = await statementsOf({ frame, ...counted }, { ...request, regulation }, inputs);
    results.push({ ...made, regulation, frame, ...counted });
  }
  return results;
}

/** By `countingKey`. */
type Countings = ReadonlyMap<string, Counting>;

/** Each kind of counting once, by the first regulation that asks for it. */
function countingsOf(frames: readonly Frame[]): Countings {
  const countings = new Map<string, Counting>();
  for (const frame of frames)
    for (const kind of KINDS) {
      const key = countingKey(frame.regulation, kind);
      if (!countings.has(key))
        countings.set(key, { frame: ofKind(frame, kind), sums: emptySums(), profiles: emptyProfiles() });
    }
  return countings;
}

/** What a regulation counts: its quarters, and its years. */
function together(countings: Countings, regulation: Regulation): Pick<ScenarioResult, 'sums' | 'profiles'> {
  const [ofQuarters, ofYears] = KINDS.map((kind) => countings.get(countingKey(regulation, kind)));
  const [{ quarters }, { years }] = [ofQuarters?.sums ?? emptySums(), ofYears?.sums ?? emptySums()];
  const profiles = joinedProfiles(ofQuarters?.profiles ?? emptyProfiles(), ofYears?.profiles ?? emptyProfiles());
  return { sums: { quarters, years }, profiles };
}

/** A frame that counts patients for periods of one kind alone. */
function ofKind(frame: Frame, kind: PeriodKind): Frame {
  const { from } = frame.quarters;
  return kind === 'QUARTER' ? { ...frame, years: [] } : { ...frame, quarters: { from, to: from - 1 } };
}

/** The same of two regulations that count every patient alike for periods of this kind. */
function countingKey({ schemes, grids, ageBands }: Regulation, kind: PeriodKind): string {
  const own = [...schemes.values()].filter((scheme) => traitsOf(scheme).period === kind);
  const values = own.map(({ name, parameters }) => [
    name,
    [...parameters].flatMap(([parameter, dated]) =>
      IS_OF_PATIENTS[parameter] ? [[parameter, dated.map(({ from, written }) => [from, written])]] : [],
    ),
  ]);
  return JSON.stringify([kind, values, ageBands, [...grids].map(([name, grid]) => [name, grid.map(String)])]);
}
