/** The facts of a batch whose command key is new: of two commands with one key, the second is refused. */
import { type ReceivedCommand, wasReceived } from '#libs/commands/received-command.ts';
import { keyReused } from '#libs/commands/refusals.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';

interface KeyedFact {
  readonly fact: { readonly received?: ReceivedCommand };
  readonly reject: (error: unknown) => void;
}

/** The facts whose key no other command uses, recorded or in this batch; the others are rejected. */
export async function withFreshKeys<Fact extends KeyedFact>(log: EventStore, batch: readonly Fact[]): Promise<Fact[]> {
  const inBatch = new Map<string, string>();
  const fresh: Fact[] = [];
  for (const pending of batch) {
    try {
      if (pending.fact.received !== undefined) await requireFreshKey(log, pending.fact.received, inBatch);
      fresh.push(pending);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      pending.reject(error);
    }
  }
  return fresh;
}

/** `inBatch`: digests of the commands of the batch, by stream. Throws KEY_OF_TWO_COMMANDS, and the errors of `wasReceived`. */
async function requireFreshKey(
  log: EventStore,
  received: ReceivedCommand,
  inBatch: Map<string, string>,
): Promise<void> {
  const { stream, digest } = received;
  await wasReceived(log, received);
  if ((inBatch.get(stream) ?? digest) !== digest) throw keyReused('KEY_OF_TWO_COMMANDS', {});
  inBatch.set(stream, digest);
}
