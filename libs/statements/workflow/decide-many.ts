/** One step of the life of statements, of one that is named or of all of a selection that stand before it. */
import type { Stores } from '#libs/statements/calculation/calculate.ts';
import { madeWith } from '#libs/commands/command-stream.ts';
import { type LifeCycle, stageOf } from '#libs/statements/workflow/life-cycle.ts';
import type { CommandMeta } from '#libs/commands/person.ts';
import { coveredByReports } from '#libs/statements/workflow/variance-code.ts';
import type { Commit } from '#libs/event-store/event.ts';
import {
  type DecisionOutcome,
  type Selection,
  approve,
  lifeCycleOf,
  lifeCycles,
  reject,
  submit,
  withdraw,
} from '#libs/statements/workflow/statement-commands.ts';
import { statementStream } from '#libs/statements/statement-events.ts';

export type Step = 'submit' | 'approve' | 'reject' | 'withdraw';

export interface StepRequest {
  readonly step: Step;
  readonly of: { readonly team: string; readonly period: string } | Selection;
  /** Why, of a rejection or a withdrawal. */
  readonly reason: string;
  /** Of an approval of many: codes of the variance reports that cover it. */
  readonly varianceCodes: readonly string[];
}

export interface StepDone {
  readonly outcomes: readonly DecisionOutcome[];
  /** Of an approval of many: periods with something submitted that no report covers. */
  readonly notCovered: readonly string[];
}

/** Stages that a step of many at once is about; of one named statement every refusal is told. */
const FROM: Readonly<Record<Step, readonly string[]>> = {
  submit: ['CALCULATED', 'REGULARISATION_DRAFTED'],
  approve: ['SUBMITTED', 'REGULARISATION_SUBMITTED'],
  reject: ['SUBMITTED', 'REGULARISATION_SUBMITTED'],
  withdraw: ['APPROVED'],
};

/**
 * What the rules refuse of one statement is told in its outcome and does not stop the others. The same key again goes on with what
 * was left, and gives what was done before as it was. Throws DecisionRefused where no report covers an approval of many.
 */
export async function decideStep(
  stores: Stores,
  { step, of, reason, varianceCodes }: StepRequest,
  meta: CommandMeta,
  commit: Commit,
): Promise<StepDone> {
  if ('period' in of) {
    const cycle = await lifeCycleOf(stores, of.team, of.period);
    return { outcomes: await take(stores, step, [cycle], reason, meta, commit), notCovered: [] };
  }
  const { before, open } = await chosen(stores, step, of, meta);
  const { covered, notCovered } =
    step === 'approve' ? coveredByReports(open, varianceCodes) : { covered: open, notCovered: [] };
  const outcomes = await take(stores, step, [...before, ...covered], reason, meta, commit);
  return { outcomes, notCovered };
}

/** Those that stand before the step, and those that this command has taken already. */
async function chosen(
  stores: Stores,
  step: Step,
  selection: Selection,
  meta: CommandMeta,
): Promise<{ before: readonly LifeCycle[]; open: readonly LifeCycle[] }> {
  const [before, open]: [LifeCycle[], LifeCycle[]] = [[], []];
  for (const cycle of await lifeCycles(stores, selection))
    if ((await madeWith(stores.log, statementStream(cycle), meta)) !== undefined) before.push(cycle);
    else if (FROM[step].includes(stageOf(cycle))) open.push(cycle);
  return { before, open };
}

function take(
  stores: Stores,
  step: Step,
  cycles: readonly LifeCycle[],
  reason: string,
  meta: CommandMeta,
  commit: Commit,
): Promise<readonly DecisionOutcome[]> {
  switch (step) {
    case 'submit':
      return submit(stores, cycles, meta, commit);
    case 'approve':
      return approve(stores, cycles, meta, commit);
    case 'reject':
      return reject(stores, cycles, reason, meta, commit);
    case 'withdraw':
      return withdraw(stores, cycles, reason, meta, commit);
  }
}
