/** The reasons of an erasure stay in clear after the patient's other data are gone. */
import { readErasedPerson } from '#libs/erasure/effects.ts';
import { refused } from '#libs/commands/refusals.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { readings } from '#libs/kernel/parts-of-text.ts';

/**
 * Throws REASON_NAMES_PATIENT if it has an id of the person, in any case, also with punctuation or blanks in it, in JSON, and within a
 * word. This check can be stricter than that of any text (libs/commands/nameless.ts), because the patient is known here.
 */
export async function requireReasonWithout(log: EventStore, patient: string, reason: string): Promise<void> {
  const said = readings(reason).map(bare);
  const { ids } = await readErasedPerson(log, patient);
  if (ids.some((id) => said.some((one) => one.includes(bare(id))))) throw refused('REASON_NAMES_PATIENT', {});
}

function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
