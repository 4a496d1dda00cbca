/** `decompte submit | approve | reject | withdraw`: the life of statements and of their regularisations. */
import {
  type DecisionOutcome,
  type Selection,
  approve,
  lifeCycleOf,
  lifeCycles,
  reject,
  submit,
  withdraw,
} from '#libs/operations/statements.ts';
import type { LifeCycle } from '#libs/decisions/life-cycle.ts';
import { stageOf } from '#libs/decisions/life-cycle.ts';
import { coveredByReports, notCoveredText } from '#libs/week/variance-code.ts';
import { rangeOf } from '#apps/cli/arguments.ts';
import { type PersonOptions, commandMeta, commitFor } from '#apps/cli/person.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import { type OpenStores, type StoreOptions, openStores } from '#apps/cli/stores.ts';
import { json, message, result } from '#apps/cli/terminal.ts';

export interface DecideOptions extends StoreOptions, PersonOptions {
  readonly from?: string;
  readonly to?: string;
  readonly scheme?: string;
  readonly reason?: string;
  /** Codes of the variance reports that cover an approval of many. */
  readonly variance?: readonly string[];
  readonly json?: boolean;
}

type Step = 'submit' | 'approve' | 'reject' | 'withdraw';

/** Stages that a step of many at once is about; of one named statement every refusal is told. */
const FROM: Readonly<Record<Step, readonly string[]>> = {
  submit: ['CALCULATED', 'REGULARISATION_DRAFTED'],
  approve: ['SUBMITTED', 'REGULARISATION_SUBMITTED'],
  reject: ['SUBMITTED', 'REGULARISATION_SUBMITTED'],
  withdraw: ['APPROVED'],
};

/** Exit status 1 where one of them was refused by the rules. */
export function decideCommand(step: Step) {
  return async (team: string | undefined, period: string | undefined, options: DecideOptions): Promise<number> => {
    const meta = await commandMeta(options);
    const commit = commitFor(meta, step);
    const stores = await openStores(options, false);
    try {
      const all = await chosen(stores, step, team, period, options);
      const many = step === 'approve' && (team === undefined || period === undefined);
      const { covered: cycles, notCovered } = many
        ? coveredByReports(all, options.variance ?? [])
        : { covered: all, notCovered: [] };
      const reason = options.reason ?? '';
      const outcomes =
        step === 'submit'
          ? await submit(stores, cycles, meta, commit)
          : step === 'approve'
            ? await approve(stores, cycles, meta, commit)
            : await (step === 'reject' ? reject : withdraw)(stores, cycles, reason, meta, commit);
      if (notCovered.length > 0) message(notCoveredText(notCovered, options.variance ?? []));
      const status = report(outcomes, options);
      return notCovered.length > 0 ? 1 : status;
    } finally {
      await stores.close();
    }
  };
}

async function chosen(
  stores: OpenStores,
  step: Step,
  team: string | undefined,
  period: string | undefined,
  { from, to, scheme }: DecideOptions,
): Promise<readonly LifeCycle[]> {
  if (team !== undefined && period !== undefined) return [await lifeCycleOf(stores, team, period)];
  if (from === undefined || to === undefined)
    throw new Refusal('indiquez une équipe et une période, ou une plage avec --from et --to');
  const selection: Selection = {
    range: rangeOf(from, to),
    ...(team === undefined ? {} : { team }),
    ...(scheme === undefined ? {} : { scheme }),
  };
  return (await lifeCycles(stores, selection)).filter((cycle) => FROM[step].includes(stageOf(cycle)));
}

function report(outcomes: readonly DecisionOutcome[], { json: asJson = false }: DecideOptions): number {
  if (asJson) json(outcomes);
  for (const { team, period, done, refused } of outcomes) {
    if (refused !== undefined) message(`Refusé : ${refused}.`);
    else if (!asJson) result(`${team} ${period} : ${done ?? ''}`);
  }
  if (outcomes.length === 0) message('Rien à faire dans cette sélection.');
  return outcomes.some(({ refused }) => refused !== undefined) ? 1 : 0;
}
