/** The results of a year for a team: the decisions on its periods, and the payments to it in the year. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { quarterText } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import { type DecidedCalculation, allDecided } from '#libs/letters/decided.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { type Received, receivedTransfers } from '#libs/payments/ledger/received.ts';

export interface DecidedPeriod {
  readonly period: string;
  /** At least one, oldest first. */
  readonly decided: readonly DecidedCalculation[];
}

export interface TeamYear {
  readonly team: string;
  readonly year: number;
  /** Quarters, and the year itself, with a decision in force. */
  readonly periods: readonly DecidedPeriod[];
  /** Received in the year, for any period, by day. */
  readonly payments: readonly Received[];
}

/** Undefined if nothing was decided for the year and nothing was paid in it. */
export async function yearOfTeam(log: EventStore, team: string, year: number): Promise<TeamYear | undefined> {
  const periods: DecidedPeriod[] = [];
  for (const period of [...[0, 1, 2, 3].map((quarter) => quarterText(year * 4 + quarter)), String(year)]) {
    const decided = await allDecided(log, { team, period });
    if (decided.length > 0) periods.push({ period, decided });
  }
  const payments = receivedTransfers(await ledgerOf(log))
    .filter((transfer) => transfer.team === team && transfer.day.startsWith(`${year}-`))
    .sort((a, b) => compareText(a.day, b.day));
  return periods.length === 0 && payments.length === 0 ? undefined : { team, year, periods, payments };
}
