/** The number of erased patients in a statement. */
import type { KeptPart } from '#libs/enrolment/kept-part.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { lastKept } from '#libs/event-store/sealed/forgotten.ts';
import { patientStream, pseudonym } from '#libs/event-store/sealed/sealed-names.ts';
import { KeptAnswers } from '#libs/kernel/kept-answers.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { erasureOf } from '#libs/erasure/erasures.ts';
import { PATIENT_ERASED_EVENTS } from '#libs/erasure/events.ts';
import { erasureIds } from '#libs/erasure/last-events.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';

const MAX_KEPT = 10_000;

/** Keyed by reference. The kept part does not change once the erasure is completed. */
const keptOf = memoisedOf((_: EventStore) => new KeptAnswers<readonly KeptPart[]>(MAX_KEPT));

/** The erased patients who count in its decisions. */
export async function erasedPatientsOf(log: EventStore, { team, period }: TeamPeriod): Promise<number> {
  let count = 0;
  for (const id of await erasureIds(log)) {
    const state = await erasureOf(log, id);
    if (state.status !== 'completed') continue;
    const parts = await partsOf(log, state.content.reference);
    if (parts.some((part) => part.team === team && part.period === period && part.stands && hasFigures(part))) count++;
  }
  return count;
}

function partsOf(log: EventStore, reference: string): Promise<readonly KeptPart[]> {
  return keptOf(log).get(reference, async () => {
    const kept = await lastKept(log, patientStream(pseudonym(reference)));
    return kept === undefined ? [] : PATIENT_ERASED_EVENTS.read(kept).data.parts;
  });
}

function hasFigures({ presences, acts, years }: KeptPart): boolean {
  return presences.length + acts.length + years.length > 0;
}
