/** The statements that wait for a person, with their states, which are cached until they change. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import { Turns } from '#libs/read-store/turns.ts';
import type { ListedStatement } from '#libs/statements/listed/listed-statements.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { statesOf } from '#libs/statements/workflow/statements.ts';

/** Statements between two looks at the clock. */
const LOOK_EVERY = 500;

/** A draft, a submission, or a decision that is not in the ledger as decided. */
export async function openAmong(
  log: EventStore,
  listed: readonly ListedStatement[],
): Promise<readonly ListedStatement[]> {
  const ledger = await ledgerOf(log);
  const turns = new Turns(LOOK_EVERY);
  const open: ListedStatement[] = [];
  for (const one of listed) {
    if (isOpen(one, ledger)) open.push(one);
    if (turns.isOver) await turns.next();
  }
  return open;
}

function isOpen({ stage, decisions }: ListedStatement, ledger: PaymentLedger): boolean {
  if (stage === 'NONE') return false;
  return stage !== 'APPROVED' || decisions.some((id) => ledger.decisions.get(id)?.status !== 'posted');
}

const stateOf = new WeakMap<ListedStatement, StatementState>();

/** Their states. A listed statement is the same object until it changes, so only changed ones are read again. */
export async function keptStates(
  log: EventStore,
  listed: readonly ListedStatement[],
): Promise<readonly StatementState[]> {
  const changed = listed.filter((one) => !stateOf.has(one));
  for (const [i, state] of (await statesOf(log, changed)).entries()) {
    const one = changed[i];
    if (one !== undefined) stateOf.set(one, state);
  }
  return listed.flatMap((one) => stateOf.get(one) ?? []);
}
