/** The envelopes and their payment ledgers: all of them, the one that funds a scheme, and the posting of decisions to it. */
import { DomainError } from '#libs/kernel/domain-error.ts';
import { repositoryFor } from '#libs/commands/repository.ts';
import { streamIdsOf } from '#libs/commands/stream-ids.ts';
import type { CommandMeta } from '#libs/event-store/author.ts';
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type LedgerCommand, paymentLedger } from '#libs/payments/ledger/decide.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import { refused, unknown } from '#libs/payments/ledger/refusals.ts';
import type { DecisionToPost } from '#libs/payments/ledger/rules/post-decision.ts';
import { type PaymentLedger, termsInForce } from '#libs/payments/ledger/state.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';

const CATEGORY = 'ledger';
const RETRIES = 5;

export function ledgerStream(envelope: string): string {
  return `${CATEGORY}-${envelope}`;
}

/** Payment ledgers by the name of their envelope. */
export const paymentLedgers = repositoryFor<PaymentLedger, LedgerCommand, LedgerEvent>({
  streamOf: ledgerStream,
  aggregateOf: paymentLedger,
});

const envelopeNames = streamIdsOf(CATEGORY);

/** All envelopes. Their states change in place with the log: read what you need before the next await. */
export async function envelopes(log: EventStore): Promise<readonly PaymentLedger[]> {
  const all: PaymentLedger[] = [];
  for (const name of await envelopeNames(log)) all.push(await envelope(log, name));
  return all;
}

/** Empty when there is no envelope of that name. */
export async function envelope(log: EventStore, name: string): Promise<PaymentLedger> {
  return (await paymentLedgers(log).load(name)).state;
}

/** The envelope that funds a scheme. Throws SCHEME_NOT_FUNDED. */
export async function envelopeFor(log: EventStore, scheme: string | undefined): Promise<string> {
  const found = (await envelopes(log)).find((ledger) => termsInForce(ledger)?.schemes.includes(scheme ?? '') ?? false);
  if (found === undefined) throw refused('SCHEME_NOT_FUNDED', { scheme });
  return found.envelope;
}

/** Throws NO_SUCH_SCHEME for a scheme that the regulation does not have. */
export function refuseUnknownSchemes(schemes: readonly string[], { schemes: known }: Regulation): void {
  const scheme = schemes.find((one) => !known.has(one));
  if (scheme !== undefined) throw unknown('NO_SUCH_SCHEME', { scheme, known: [...known.keys()] });
}

/** Posts a decision once. Throws SCHEME_NOT_FUNDED. */
export async function postDecision(
  log: EventStore,
  scheme: string | undefined,
  decision: DecisionToPost,
  meta: CommandMeta,
  commit: Commit,
): Promise<void> {
  const name = await envelopeFor(log, scheme);
  if ((await envelope(log, name)).decisions.has(decision.decision)) return;
  const own = { ...meta, key: `post ${decision.decision}` };
  await retryOnConflict(log, name, { type: 'postDecision', decision }, own, commit);
}

/** Throws SCHEME_NOT_FUNDED, PAYMENT_ALREADY_RELEASED, POSTING_NO_LONGER_WHOLE. */
export async function cancelPosting(
  log: EventStore,
  { scheme }: { scheme: string | undefined },
  decision: string,
  meta: CommandMeta,
  commit: Commit,
): Promise<void> {
  const name = await envelopeFor(log, scheme);
  const own = { ...meta, key: `cancel ${decision}` };
  await retryOnConflict(log, name, { type: 'cancelDecision', decision }, own, commit);
}

/** Decides again on the new state after a conflict with another command. */
async function retryOnConflict(
  log: EventStore,
  name: string,
  command: LedgerCommand,
  meta: CommandMeta,
  commit: Commit,
): Promise<void> {
  const asked = { type: command.type, key: meta.key };
  for (let attempt = 1; ; attempt++) {
    try {
      await paymentLedgers(log).handle(name, { command, meta, commit, asked });
      return;
    } catch (error) {
      if (!(error instanceof DomainError && error.kind === 'conflict') || attempt === RETRIES) throw error;
    }
  }
}
