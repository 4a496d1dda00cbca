/** `decompte submit | approve | reject | withdraw`: decisions on statements and on their regularisations. */
import type { Author } from '#libs/commands/author.ts';
import type { Stores } from '#libs/statements/calculation/calculate.ts';
import { approveStatements } from '#libs/statements/workflow/commands/approve-statements.ts';
import { rejectStatements } from '#libs/statements/workflow/commands/reject-statements.ts';
import { submitStatements } from '#libs/statements/workflow/commands/submit-statements.ts';
import { withdrawStatements } from '#libs/statements/workflow/commands/withdraw-statements.ts';
import type { Outcome, Which } from '#libs/statements/workflow/each-statement.ts';
import { notCoveredError } from '#libs/statements/workflow/variance-code.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { rangeOf } from '#apps/cli/arguments.ts';
import { type PersonOptions, commandMeta, commitFor } from '#apps/cli/person.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import { type StoreOptions, openStores } from '#apps/cli/stores.ts';
import { json, message, result } from '#apps/cli/terminal.ts';

export interface SelectOptions extends StoreOptions, PersonOptions {
  readonly from?: string;
  readonly to?: string;
  readonly scheme?: string;
  readonly json?: boolean;
}

export interface ApproveOptions extends SelectOptions {
  /** Codes of the variance reports that cover an approval of many. */
  readonly variance?: readonly string[];
}

export interface ReasonedOptions extends SelectOptions {
  readonly reason: string;
}

/** Each gives exit status 1 where the rules refused one of them. */
export function submitCommand(
  team: string | undefined,
  period: string | undefined,
  options: SelectOptions,
): Promise<number> {
  const which = chosen(team, period, options);
  return asAuthor('submit', options, async (stores, author) =>
    report(await submitStatements(stores, which, author), options),
  );
}

export function approveCommand(
  team: string | undefined,
  period: string | undefined,
  options: ApproveOptions,
): Promise<number> {
  const which = chosen(team, period, options);
  const varianceCodes = options.variance ?? [];
  return asAuthor('approve', options, async (stores, author) => {
    const of = 'period' in which ? which : { ...which, varianceCodes };
    const { outcomes, notCovered } = await approveStatements(stores, of, author);
    if (notCovered.length > 0) message(sentenceOf(notCoveredError(notCovered, varianceCodes)));
    const status = report(outcomes, options);
    return notCovered.length > 0 ? 1 : status;
  });
}

export function rejectCommand(
  team: string | undefined,
  period: string | undefined,
  options: ReasonedOptions,
): Promise<number> {
  const which = chosen(team, period, options);
  return asAuthor('reject', options, async (stores, author) =>
    report(await rejectStatements(stores, which, options.reason, author), options),
  );
}

export function withdrawCommand(
  team: string | undefined,
  period: string | undefined,
  options: ReasonedOptions,
): Promise<number> {
  const which = chosen(team, period, options);
  return asAuthor('withdraw', options, async (stores, author) =>
    report(await withdrawStatements(stores, which, options.reason, author), options),
  );
}

async function asAuthor(
  step: string,
  options: SelectOptions,
  work: (stores: Stores, author: Author) => Promise<number>,
): Promise<number> {
  const meta = await commandMeta(options);
  const stores = await openStores(options, false);
  try {
    return await work(stores, { meta, commit: commitFor(meta, step) });
  } finally {
    await stores.close();
  }
}

/** One that is named, or those of a range. Throws Refusal where neither is given. */
function chosen(
  team: string | undefined,
  period: string | undefined,
  { from, to, scheme }: Pick<SelectOptions, 'from' | 'to' | 'scheme'>,
): Which {
  if (team !== undefined && period !== undefined) return { team, period };
  if (from === undefined || to === undefined)
    throw new Refusal('indiquez une équipe et une période, ou une plage avec --from et --to');
  return {
    range: rangeOf(from, to),
    ...(team === undefined ? {} : { team }),
    ...(scheme === undefined ? {} : { scheme }),
  };
}

/** Gives the exit status. */
function report(outcomes: readonly Outcome[], { json: asJson = false }: SelectOptions): number {
  if (asJson) json(outcomes.map(shown));
  for (const outcome of outcomes) {
    const { team, period, done, refused } = shown(outcome);
    if (refused !== undefined) message(`Refusé : ${refused}.`);
    else if (!asJson) result(`${team} ${period} : ${done ?? ''}`);
  }
  if (outcomes.length === 0) message('Rien à faire dans cette sélection.');
  return outcomes.some(({ refused }) => refused !== undefined) ? 1 : 0;
}

interface Shown {
  readonly team: string;
  readonly period: string;
  readonly done?: string;
  readonly refused?: string;
}

function shown(outcome: Outcome): Shown {
  const { team, period, refused } = outcome;
  if (refused !== undefined) return { team, period, refused: sentenceOf(refused) };
  return { team, period, done: outcome.events.join(', ') || 'déjà fait' };
}
