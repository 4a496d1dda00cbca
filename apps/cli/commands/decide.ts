/** `decompte submit | approve | reject | withdraw`: the life of statements and of their regularisations. */
import { notCoveredText } from '#libs/statements/workflow/variance-code.ts';
import { type Step, type StepRequest, decideStep } from '#libs/statements/workflow/decide-many.ts';
import type { DecisionOutcome } from '#libs/statements/workflow/statement-commands.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { rangeOf } from '#apps/cli/arguments.ts';
import { type PersonOptions, commandMeta, commitFor } from '#apps/cli/person.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import { type StoreOptions, openStores } from '#apps/cli/stores.ts';
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

/** Exit status 1 where one of them was refused by the rules. */
export function decideCommand(step: Step) {
  return async (team: string | undefined, period: string | undefined, options: DecideOptions): Promise<number> => {
    const meta = await commandMeta(options);
    const stores = await openStores(options, false);
    try {
      const varianceCodes = options.variance ?? [];
      const request = { step, of: chosen(team, period, options), reason: options.reason ?? '', varianceCodes };
      const { outcomes, notCovered } = await decideStep(stores, request, meta, commitFor(meta, step));
      if (notCovered.length > 0) message(notCoveredText(notCovered, varianceCodes));
      const status = report(outcomes, options);
      return notCovered.length > 0 ? 1 : status;
    } finally {
      await stores.close();
    }
  };
}

function chosen(
  team: string | undefined,
  period: string | undefined,
  { from, to, scheme }: DecideOptions,
): StepRequest['of'] {
  if (team !== undefined && period !== undefined) return { team, period };
  if (from === undefined || to === undefined)
    throw new Refusal('indiquez une équipe et une période, ou une plage avec --from et --to');
  return {
    range: rangeOf(from, to),
    ...(team === undefined ? {} : { team }),
    ...(scheme === undefined ? {} : { scheme }),
  };
}

function report(outcomes: readonly DecisionOutcome[], { json: asJson = false }: DecideOptions): number {
  const textOf = (refused: DecisionOutcome['refused']): string | undefined =>
    typeof refused === 'object' ? sentenceOf(refused) : refused;
  if (asJson) json(outcomes.map(({ made: _, refused, ...outcome }) => ({ ...outcome, refused: textOf(refused) })));
  for (const { team, period, done, refused } of outcomes) {
    if (refused !== undefined) message(`Refusé : ${textOf(refused) ?? ''}.`);
    else if (!asJson) result(`${team} ${period} : ${done ?? ''}`);
  }
  if (outcomes.length === 0) message('Rien à faire dans cette sélection.');
  return outcomes.some(({ refused }) => refused !== undefined) ? 1 : 0;
}
