/** Calculates several regulations in one reading of the dossiers, for what-ifs beside the regulation in force. */
import type { DossierPart } from '#libs/enrolment/linked-dossiers.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { CalculatedStatement, Pin } from '#libs/statements/calculated-statement.ts';
import {
  type CalculationStores,
  type CalculationRequest,
  type StageProgress,
  calculationInputs,
  statementsOf,
} from '#libs/statements/calculation/calculate.ts';
import { tasksOf } from '#libs/statements/calculation/sums-on-threads.ts';
import type { CalculationInputs } from '#libs/statements/calculation/sums-of.ts';
import type { ProfileSums } from '#libs/statements/calculation/profile-sums.ts';
import { Countings } from '#libs/statements/calculation/scenario-counts.ts';
import type { CountedInThread, ScenariosGiven } from '#libs/statements/calculation/scenarios-thread.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import type { Sums } from '#libs/statements/rules/sums.ts';
import { type Threads, moduleBeside } from '#libs/threads/threads.ts';

/** The result of one regulation. */
export interface ScenarioResult {
  readonly regulation: Regulation;
  readonly pin: Pin;
  readonly frame: Frame;
  readonly sums: Sums;
  readonly profiles: ProfileSums;
  readonly statements: readonly CalculatedStatement[];
}

/** Results in the order of the regulations, at least one. Records nothing. Throws NO_SUCH_TEAM. */
export async function calculateScenarios(
  stores: CalculationStores,
  request: Omit<CalculationRequest, 'regulation'>,
  regulations: readonly [Regulation, ...Regulation[]],
  onProgress?: StageProgress,
): Promise<readonly ScenarioResult[]> {
  const [first] = regulations;
  const inputs = await calculationInputs(stores, { ...request, regulation: first }, onProgress);
  const { rosters, known, range, rules, dossiers } = inputs;
  const frames = regulations.map((regulation) => frameOf(rosters, known, regulation, range, rules));
  const countings = new Countings(frames, rosters.merges);
  const { processed: total } = await dossiers.checkpoint();
  let done = 0;
  const onBatch = (events: number): void => onProgress?.('contributions', (done += events), total);
  const isShared =
    stores.threads?.isWorthwhile(total) === true &&
    (await countOn(stores.threads, inputs, regulations, { countings, onBatch }));
  if (!isShared) await countings.add(dossiers, {}, onBatch);
  const results: ScenarioResult[] = [];
  for (const frame of frames) {
    const { regulation } = frame;
    const counted = countings.of(regulation);
    const made = await statementsOf({ frame, ...counted }, { ...request, regulation }, inputs);
    results.push({ ...made, regulation, frame, ...counted });
  }
  return results;
}

interface Counted {
  readonly countings: Countings;
  readonly onBatch: (events: number) => void;
}

/** Returns false, and counts nothing, if threads cannot read the dossiers. Sums are exact: the number of threads does not change them. */
async function countOn(
  threads: Threads,
  { dossiers, rosters, known, range, rules }: CalculationInputs,
  regulations: readonly Regulation[],
  { countings, onBatch }: Counted,
): Promise<boolean> {
  if (dossiers.elsewhere === undefined) return false;
  const { module, place, sampling, lastPlace } = dossiers.elsewhere;
  const given: ScenariosGiven = {
    dossiers: { module, place },
    sampleSize: sampling?.size ?? 0,
    ...{ rosters, known, regulations, range, rules },
  };
  const totals = await threads.share<DossierPart, undefined, CountedInThread>({
    module: moduleBeside(import.meta.url, 'scenarios-thread'),
    given,
    tasks: tasksOf(undefined, lastPlace),
    onProgress: onBatch,
  });
  if (totals === undefined) return false;
  for (const { counted, sample, read } of totals) {
    countings.addText(counted);
    sampling?.take(sample, read);
  }
  return true;
}
