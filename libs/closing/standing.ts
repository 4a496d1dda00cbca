/** The revisions of the statements of some teams and of the payment ledger: a close-out rests on them. */
import type { EventStore, StreamAt } from '#libs/event-store/event-store.ts';
import { type Day, quarterOf } from '#libs/kernel/day.ts';
import { periodText, periodsIn } from '#libs/kernel/period.ts';
import { LEDGER_STREAM, ledgerUnderWay } from '#libs/payments/ledger/ledger.ts';
import { Turns } from '#libs/read-store/turns.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { statementStream } from '#libs/statements/calculated-statement.ts';

/**
 * The payment ledger, and the statements of every period that can be decided up to a day, including those not calculated yet, because they
 * may be calculated during the close-out.
 */
export async function standingOf(
  log: EventStore,
  teams: readonly string[],
  today: Day,
  { schemes }: Regulation,
): Promise<readonly StreamAt[]> {
  const first = Math.min(...[...schemes.values()].flatMap(({ texts }) => texts.map(({ from }) => from)));
  const range = { from: quarterOf(first), to: quarterOf(today) };
  const periods = [...periodsIn('QUARTER', range), ...periodsIn('YEAR', range)].map(periodText);
  const found: StreamAt[] = [{ stream: LEDGER_STREAM, revision: (await ledgerUnderWay(log)).revision }];
  const turns = new Turns();
  for (const team of teams)
    for (const period of periods) {
      if (turns.isOver) await turns.next();
      const stream = statementStream({ team, period });
      const [last] = await log.readStream(stream, { backwards: true, limit: 1 });
      found.push({ stream, revision: last?.revision ?? -1 });
    }
  return found;
}
