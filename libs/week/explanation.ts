/** The differences between two statements of a team, which explain the difference of their totals. */
import { magnitude } from '#libs/kernel/magnitude.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { Flag, LineName, RateName, Statement } from '#libs/statements/rules/statement.ts';
import type { Figures } from '#libs/week/figures.ts';

interface Change<T> {
  readonly before: T | undefined;
  readonly after: T | undefined;
}

export interface VarianceExplanation {
  /** The period compared with. */
  readonly against: string;
  /** The line that moved most; the first of several. */
  readonly line: { readonly line: LineName; readonly differenceCents: bigint } | undefined;
  readonly patients: Change<number> | undefined;
  readonly phase: Change<string> | undefined;
  readonly text: Change<string> | undefined;
  readonly rates: readonly (Change<string> & { readonly rate: RateName })[];
  readonly flagsThatCame: readonly Flag[];
  readonly flagsThatWent: readonly Flag[];
  readonly parameters: readonly (Change<unknown> & { readonly parameter: string })[];
}

export function explanation(
  against: string,
  before: Figures | undefined,
  after: Figures | undefined,
): VarianceExplanation {
  const [was, is] = [before?.statement, after?.statement];
  return {
    against,
    line: mostMoved(before, after),
    patients: changed(was?.patients, is?.patients),
    phase: changed(was?.phase, is?.phase),
    text: changed(was?.text, is?.text),
    rates: changedRates(was, is),
    flagsThatCame: missingFrom(was, is),
    flagsThatWent: missingFrom(is, was),
    parameters: changedParameters(was, is),
  };
}

function changed<T>(before: T | undefined, after: T | undefined): Change<T> | undefined {
  return before === after ? undefined : { before, after };
}

/** Differences by line, in the order of the lines of the later statement, then the removed lines. */
export function lineDifferences(
  before: Figures | undefined,
  after: Figures | undefined,
): readonly { readonly line: LineName; readonly beforeCents: bigint; readonly afterCents: bigint }[] {
  const names = new Set([...(after?.lines.keys() ?? []), ...(before?.lines.keys() ?? [])]);
  return [...names].map((line) => ({
    line,
    beforeCents: before?.lines.get(line) ?? 0n,
    afterCents: after?.lines.get(line) ?? 0n,
  }));
}

function mostMoved(before: Figures | undefined, after: Figures | undefined): VarianceExplanation['line'] {
  let most: VarianceExplanation['line'];
  for (const { line, beforeCents, afterCents } of lineDifferences(before, after)) {
    const differenceCents = afterCents - beforeCents;
    if (magnitude(differenceCents) > magnitude(most?.differenceCents ?? 0n)) most = { line, differenceCents };
  }
  return most;
}

function changedRates(was: Statement | undefined, is: Statement | undefined): VarianceExplanation['rates'] {
  const [before, after] = [was, is].map((of) => new Map((of?.rates ?? []).map(({ name, value }) => [name, value])));
  const names = new Set([...(after?.keys() ?? []), ...(before?.keys() ?? [])]);
  return [...names].flatMap((rate) => {
    const change = changed(before?.get(rate), after?.get(rate));
    return change === undefined ? [] : [{ rate, ...change }];
  });
}

function missingFrom(some: Statement | undefined, all: Statement | undefined): readonly Flag[] {
  return (all?.flags ?? []).filter((flag) => !(some?.flags ?? []).includes(flag));
}

/** Empty if one of the two statements does not exist. */
function changedParameters(was: Statement | undefined, is: Statement | undefined): VarianceExplanation['parameters'] {
  if (was === undefined || is === undefined) return [];
  const before = new Map(was.parameters.map(({ parameter, value }) => [parameter, value]));
  return is.parameters
    .filter(({ parameter, value }) => JSON.stringify(before.get(parameter)) !== JSON.stringify(value))
    .map(({ parameter, value }) => ({ parameter, before: before.get(parameter), after: value }))
    .sort((a, b) => compareText(a.parameter, b.parameter));
}
