/** Drafts the regularisation of a decided period: the difference between what was decided and a replay of it. */
import type { Author } from '#libs/commands/author.ts';
import type { Made } from '#libs/commands/repository.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Day } from '#libs/kernel/day.ts';
import { periodFromText, quartersOf } from '#libs/kernel/period.ts';
import type { RegulationSource } from '#libs/regulation/load.ts';
import { replay } from '#libs/replay/replay.ts';
import type { Stores } from '#libs/statements/calculation/calculate.ts';
import {
  type CalculatedStatement,
  type TeamPeriod,
  calculated,
  statementStream,
} from '#libs/statements/calculated-statement.ts';
import { unknown } from '#libs/statements/workflow/refusals.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { statementOf, statements } from '#libs/statements/workflow/statements.ts';

export interface RegularisationRequest extends TeamPeriod {
  readonly knownOn: Day;
  readonly source: RegulationSource;
}

/**
 * As known on a day, with a regulation. Where nothing differs from what is decided, nothing is drafted. Throws
 * NOTHING_DECIDED_OR_CALCULATED, NOTHING_TO_REGULARISE, REGULARISATION_ALREADY_OPEN, STREAM_CHANGED, KEY_REUSED.
 */
export async function regulariseStatement(
  stores: Stores,
  { team, period, knownOn, source }: RegularisationRequest,
  author: Author,
): Promise<{ readonly state: StatementState; readonly made: Made | undefined }> {
  const before = await statements(stores.log).madeBy(statementStream({ team, period }), author.meta);
  // Sent again, it is not calculated again: what would come out now may be something else.
  if (before !== undefined) return { state: await statementOf(stores.log, { team, period }), made: before };
  const range = quartersOf(periodFromText(period));
  const replayed = await replay(stores, { range, knownOn, source, team });
  const found = replayed.statements.find((one) => one.period === period);
  if (found === undefined) throw unknown('NOTHING_DECIDED_OR_CALCULATED', { team, period });
  return regulariseTowards(stores.log, found.now ?? calculated(team, period, replayed.pin, null), author);
}

/** Towards a calculation of the period. Throws as above. */
export async function regulariseTowards(
  log: EventStore,
  target: CalculatedStatement,
  { meta, commit }: Author,
): Promise<{ readonly state: StatementState; readonly made: Made | undefined }> {
  const command = { type: 'regularise', by: meta.by, target } as const;
  const asked = { type: 'regularise', digest: target.digest };
  const { made } = await statements(log).handle(statementStream(target), { command, meta, commit, asked });
  return { state: await statementOf(log, target), made };
}
