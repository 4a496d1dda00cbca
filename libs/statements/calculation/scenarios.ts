/**
 * Calculates several regulations in one reading of the dossiers, for what-ifs beside the regulation in force. Regulations that differ only in
 * what a statement is made of share the sums of their patients.
 */
import { linkedDossiers } from '#libs/enrolment/linked-dossiers.ts';
import { contributionOf } from '#libs/statements/calculation/contributions.ts';
import { eventCount } from '#libs/enrolment/dossier.ts';
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
import { type ProfileSums, addToProfiles, emptyProfiles } from '#libs/statements/calculation/profile-sums.ts';
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

/** The sums of the patients, and the frame that counts them. */
interface Counting {
  readonly frame: Frame;
  readonly sums: Sums;
  readonly profiles: ProfileSums;
}

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
  const countings = new Map<string, Counting>();
  for (const frame of frames) {
    const key = countingKey(frame.regulation);
    if (!countings.has(key)) countings.set(key, { frame, sums: emptySums(), profiles: emptyProfiles() });
  }
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
    const { sums, profiles } = countings.get(countingKey(regulation)) ?? {
      sums: emptySums(),
      profiles: emptyProfiles(),
    };
    const made = await statementsOf({ frame, sums }, { ...request, regulation }, inputs);
    results.push({ ...made, regulation, frame, sums, profiles });
  }
  return results;
}

/** The same of two regulations that count every patient alike. */
function countingKey({ schemes, grids, ageBands }: Regulation): string {
  const values = [...schemes.values()].map(({ name, parameters }) => [
    name,
    [...parameters].flatMap(([parameter, dated]) =>
      IS_OF_PATIENTS[parameter] ? [[parameter, dated.map(({ from, written }) => [from, written])]] : [],
    ),
  ]);
  return JSON.stringify([values, ageBands, [...grids].map(([name, grid]) => [name, grid.map(String)])]);
}
