/** The payment ledger: one stream for the whole installation. Its expected revision makes a payment happen once. */
import { dayOfInstant } from '#libs/kernel/day.ts';
import type { Author } from '#libs/commands/author.ts';
import { againWhileMoved } from '#libs/commands/again-while-moved.ts';
import type { CommandMeta } from '#libs/commands/person.ts';
import { type CommandResult, repositoryFor } from '#libs/commands/repository.ts';
import type { EventStore, StreamAt } from '#libs/event-store/event-store.ts';
import { requireCarriedOver, requireNothingLater } from '#libs/payments/ledger/carry-over/carry-over.ts';
import { type LedgerCommand, paymentLedger } from '#libs/payments/ledger/decide.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import type { Allowance, DecisionToPost } from '#libs/payments/ledger/rules/post-decision.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';

export const LEDGER_STREAM = 'payment-ledger';

const repository = repositoryFor<PaymentLedger, LedgerCommand, LedgerEvent>({
  streamOf: (stream) => stream,
  aggregateOf: () => paymentLedger,
});

/**
 * The state is folded in place (evolve.ts) and changes with the log, so read what you need before the next await. Throws
 * LEDGER_NOT_CARRIED_OVER.
 */
export async function ledgerOf(log: EventStore): Promise<PaymentLedger> {
  const { state, revision } = await repository(log).load(LEDGER_STREAM);
  await requireCarriedOver(log, state, revision);
  return state;
}

/**
 * The ledger of a command, which also refuses what a program of before wrote beside it since its streams were carried over: the ledger can
 * still be read then. Throws LEDGER_NOT_CARRIED_OVER, FORMER_LEDGER_WRITTEN.
 */
export async function ledgerToChange(log: EventStore): Promise<PaymentLedger> {
  const ledger = await ledgerOf(log);
  await requireNothingLater(log, ledger);
  return ledger;
}

/** The ledger, including a partly finished carry-over from former streams. */
export function ledgerUnderWay(log: EventStore): Promise<{ readonly state: PaymentLedger; readonly revision: number }> {
  return repository(log).load(LEDGER_STREAM);
}

/** The result of a command on the ledger, by its author and key; undefined if it made nothing. */
export function madeOnLedger(log: EventStore, meta: CommandMeta): Promise<CommandResult | undefined> {
  return repository(log).findByCommandKey(LEDGER_STREAM, meta);
}

/**
 * Runs a command on the ledger. After a conflict with another command it decides again on the new state. `asked` is the request, if the
 * command also holds looked-up data; it is a conflict if one of `restsOn` has moved. Throws LEDGER_NOT_CARRIED_OVER, FORMER_LEDGER_WRITTEN, DomainError (refused,
 * conflict, key-reused, unavailable), StoreUnavailable.
 */
export async function decideOnLedger(
  log: EventStore,
  command: LedgerCommand,
  { meta, commit }: Author,
  asked: object = command,
  restsOn: readonly StreamAt[] = [],
): Promise<{ readonly events: readonly LedgerEvent[]; readonly made: CommandResult | undefined }> {
  await ledgerToChange(log);
  // Approvals and runs of all envelopes meet in the one stream.
  return againWhileMoved(
    (stream) => stream === LEDGER_STREAM,
    () => repository(log).handle(LEDGER_STREAM, { command, meta, commit, asked, restsOn }),
  );
}

/**
 * Posts a decision once, to the envelope that funds it. `restsOn`: its statement as it was read; once that has moved it is a conflict, as the
 * decision may be withdrawn. Throws SCHEME_NOT_FUNDED, COMMITTED_BEYOND_ENVELOPE, EXCEPTION_NOT_USABLE.
 */
export async function postDecision(
  log: EventStore,
  decision: DecisionToPost,
  author: Author,
  allowance?: Allowance,
  restsOn: readonly StreamAt[] = [],
): Promise<CommandResult | undefined> {
  const { decision: id } = decision;
  if ((await ledgerOf(log)).decisions.has(id)) return undefined;
  const command = { type: 'postDecision', decision, allowance } as const;
  return (await decideOnLedger(log, command, ...underKey(`post ${id}`, 'postDecision', author), restsOn)).made;
}

/**
 * Takes a withdrawn decision out of the envelope that it was posted to. Gives the ledger as it was read if it was not posted: while that has
 * not moved, it is not. Throws PAYMENT_ALREADY_RELEASED, POSTING_NO_LONGER_WHOLE, COMMITTED_BEYOND_ENVELOPE, EXCEPTION_NOT_USABLE.
 */
export async function cancelPosting(
  log: EventStore,
  decision: string,
  author: Author,
  allowance?: Allowance,
  restsOn: readonly StreamAt[] = [],
): Promise<StreamAt | undefined> {
  const command = { type: 'cancelDecision', decision, withdrawnOn: dayOfInstant(author.meta.at), allowance } as const;
  for (let attempt = 1; ; attempt++) {
    const key = attempt === 1 ? `cancel ${decision}` : `cancel ${decision} ${attempt}`;
    const { events } = await decideOnLedger(log, command, ...underKey(key, 'cancelDecision', author), restsOn);
    const { state, revision } = await repository(log).load(LEDGER_STREAM);
    const found = state.decisions.get(decision);
    if (found === undefined) return { stream: LEDGER_STREAM, revision };
    if (found.status === 'cancelled' || events.length > 0) return undefined;
    // It was posted after the command found nothing to cancel; or a former program cancelled, under this key, a posting that is kept apart.
  }
}

/** A step of a larger command has a separate key. */
function underKey(key: string, type: LedgerCommand['type'], { meta, commit }: Author): [Author, object] {
  return [
    { meta: { ...meta, key }, commit },
    { type, key },
  ];
}
