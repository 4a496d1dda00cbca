/** Proposes a change of the payment ledger, which another person confirms: the part that the commands of all changes share. */
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { ledgerOf, decideOnLedger } from '#libs/payments/ledger/ledger.ts';
import { NOTHING_LOOKED_UP } from '#libs/payments/ledger/look-up.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import type { ChangeAsked, LookedUp } from '#libs/payments/ledger/rules/change-ledger.ts';

interface Proposing {
  /** The looked-up data that the rule of the change needs; absent if it needs none. */
  readonly looked?: LookedUp;
  /** The request, if the change also holds looked-up data. The digest recorded with the event covers its names and fields. */
  readonly asked?: object;
}

/** Gives the recorded result, if any. Throws the errors of `proposeChange`, and DomainError (conflict, key-reused). */
export async function proposeOnLedger(
  log: EventStore,
  change: ChangeAsked,
  author: Author,
  { looked = NOTHING_LOOKED_UP, asked = change }: Proposing = {},
): Promise<CommandResult | undefined> {
  const { by, at } = author.meta;
  const command = { type: 'propose', change, looked, by, at } as const;
  return (await decideOnLedger(log, command, author, { type: 'propose', ...asked })).made;
}

/** Throws NO_SUCH_ENVELOPE. */
export async function requireEnvelope(log: EventStore, envelope: string): Promise<void> {
  const { envelopes } = await ledgerOf(log);
  if (!envelopes.has(envelope)) throw refused('NO_SUCH_ENVELOPE', { envelope });
}
