/** Reasons of an erasure stay in clear when everything else of the patient is gone. */
import { readErasedPerson } from '#libs/erasure/effects.ts';
import { refused } from '#libs/commands/refusals.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { readings } from '#libs/kernel/parts-of-text.ts';

/**
 * Throws REASON_NAMES_PATIENT where it has an id of the person, in capitals or not, also with punctuation or blanks in it, in JSON, and within a
 * word: whom it would name is known here, unlike where any text is looked at (libs/commands/nameless.ts).
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
