/** Commands on payment runs for specifications of the payment ledger: Carol pays the due amounts in FISS, on a Thursday. */
import { dayFromText } from '#libs/kernel/day.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import type { RunRequest } from '#libs/payments/ledger/run-events.ts';
import { paymentLedger } from '#libs/payments/ledger/decide.ts';
import type { RunAccounts } from '#libs/payments/ledger/rules/plan-run.ts';
import type { RunToPrepare } from '#libs/payments/ledger/rules/prepare-run.ts';
import type { RunToRelease } from '#libs/payments/ledger/rules/release-run.ts';
import { runCode } from '#libs/payments/ledger/payment.ts';
import { ENVELOPE, TEAM, given } from '#test/support/ledger.ts';
import { ACCOUNT, accountInForce } from '#test/support/payments.ts';
import { type Authored, by, person } from '#test/support/specification.ts';

export const TODAY = dayFromText('2026-01-15');
export const AT = '2026-01-15T10:00:00.000Z';

type GivenEvent = LedgerEvent | Authored<LedgerEvent>;

/** An account confirmed long ago. */
export const OLD_ACCOUNT = accountInForce(TODAY - 100);
const ACCOUNTS: RunAccounts = { debtor: ACCOUNT, debtorBy: OLD_ACCOUNT, payees: new Map([[TEAM, OLD_ACCOUNT]]) };

export function prepare(change: Partial<RunRequest> = {}, more: Partial<RunToPrepare> = {}) {
  const request = { run: 'R1', envelope: ENVELOPE, dueBy: 10, executionDay: TODAY, exceptions: [], ...change };
  return { type: 'prepareRun', request, ...ACCOUNTS, at: AT, ...more } as const;
}

/** The events with those of a run prepared on them. */
export function withPrepared(
  events: readonly GivenEvent[],
  change: Partial<RunRequest> = {},
  more: Partial<RunToPrepare> = {},
): readonly GivenEvent[] {
  const made = paymentLedger.decide(prepare(change, more), given(...events).state);
  return [...events, ...made.map((event) => by('Carol', event, AT))];
}

/** Releases with the code that the last of the events shows. */
export function release(events: readonly GivenEvent[], change: Partial<RunToRelease> = {}) {
  const { run = 'R1' } = change;
  const prepared = given(...events).state.preparedRuns.get(run);
  const code = prepared === undefined ? '0123456789' : runCode(prepared);
  return { type: 'releaseRun', run, by: person('Carol'), at: AT, code, ...ACCOUNTS, ...change } as const;
}

/** Prepared and released. */
export function withReleased(
  events: readonly GivenEvent[],
  change: Partial<RunRequest> = {},
  more: Partial<RunToPrepare> = {},
): readonly GivenEvent[] {
  const prepared = withPrepared(events, change, more);
  const { at: _, ...accounts } = more;
  const made = paymentLedger.decide(
    release(prepared, { run: change.run ?? 'R1', ...accounts }),
    given(...prepared).state,
  );
  return [...prepared, ...made.map((event) => by('Carol', event, AT))];
}

/** The event types, to compare without the details. */
export function typesOf(events: readonly GivenEvent[]): readonly string[] {
  return events.map((given) => ('event' in given ? given.event.type : given.type));
}
