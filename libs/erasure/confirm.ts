/** Confirms the erasure that another person proposed, by the code that was read. After that it cannot be stopped. */
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { effectsToDecide } from '#libs/erasure/effects.ts';
import { erasureOf, erasures, keysOf, patientOfReference } from '#libs/erasure/erasures.ts';
import { refused } from '#libs/erasure/refusals.ts';
import { isConfirmed, isFinished } from '#libs/erasure/state.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';

const NOTHING = { facts: 0, rowsSetAside: 0, decided: 0, open: 0 };

/**
 * Gives the recorded result, if any. `code`: undefined if none was given, which is refused. Throws NO_ERASURE_PROPOSED, ALREADY_ERASED,
 * NAMED_IN_CLEAR, the errors of `requireConfirmation`, and DomainError (conflict, key-reused).
 */
export async function confirmErasure(
  log: EventStore,
  { id, code, author }: { readonly id: string; readonly code: string | undefined; readonly author: Author },
): Promise<CommandResult | undefined> {
  const { by, at } = author.meta;
  const asked = { type: 'confirm', by, code };
  const state = await erasureOf(log, id);
  // A repeated command finds the patient erased, so it answers with the events it recorded.
  const before = await erasures(log).findByCommandKey(id, author.meta);
  if (before === undefined && isConfirmed(state))
    throw refused('ALREADY_ERASED', { erasure: id, isFinished: isFinished(state) });
  const patient =
    state.status === 'proposed' ? await patientOfReference(keysOf(log), state.proposal.content.reference) : undefined;
  if (before === undefined && patient === undefined) throw refused('NO_ERASURE_PROPOSED', { erasure: id });
  const effects = patient === undefined ? NOTHING : await effectsToDecide(log, patient);
  const command = { type: 'confirm', by, at, code, effects } as const;
  const { made } = await erasures(log).handle(id, { command, ...author, asked });
  return made;
}
