/** Drafts the regularisation of a decided period: the difference between what was decided and a replay of it. */
import type { Day } from '#libs/kernel/day.ts';
import type { Stores } from '#libs/statements/calculation/calculate.ts';
import type { LifeCycle } from '#libs/statements/workflow/life-cycle.ts';
import { type CommandMeta, UnknownSubject } from '#libs/commands/person.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { regularise } from '#libs/statements/workflow/statement-commands.ts';
import type { RegulationSource } from '#libs/regulation/load.ts';
import { replay } from '#libs/replay/replay.ts';
import { periodFromText, quartersOf } from '#libs/kernel/period.ts';
import { calculated } from '#libs/statements/statement-events.ts';

export interface RegularisationRequest {
  readonly team: string;
  readonly period: string;
  readonly knownOn: Day;
  readonly source: RegulationSource;
}

/**
 * As known on a day, with a regulation. Where nothing is drafted, nothing changes. Throws UnknownSubject where there is nothing
 * decided or calculated, DecisionRefused, KeyReused, Conflict.
 */
export async function draftRegularisation(
  stores: Stores,
  { team, period, knownOn, source }: RegularisationRequest,
  meta: CommandMeta,
  commit: Commit,
): Promise<LifeCycle> {
  const { statements, pin } = await replay(stores, {
    range: quartersOf(periodFromText(period)),
    knownOn,
    source,
    team,
  });
  const found = statements.find((one) => one.period === period);
  if (found === undefined) throw new UnknownSubject(`${team} n'a rien de décidé ni de calculé pour ${period}`);
  const target = found.now ?? calculated(team, period, pin, null);
  return regularise(stores, team, period, target, meta, commit);
}
