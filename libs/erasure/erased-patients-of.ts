/** The number of erased patients in a statement. */
import type { KeptPart } from '#libs/enrolment/kept-part.ts';
import { contentOf } from '#libs/event-store/event-garbled.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { EventsSince } from '#libs/event-store/events-since.ts';
import { ERASURE_CATEGORY, ERASURE_COMPLETED, lastKept } from '#libs/event-store/sealed/forgotten.ts';
import { patientStream, pseudonym } from '#libs/event-store/sealed/sealed-names.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { PATIENT_ERASED_EVENTS } from '#libs/erasure/events.ts';
import { type TeamPeriod, statementKey } from '#libs/statements/calculated-statement.ts';

/** There may be as many erasures as patients: each is read once, as its kept part does not change once it is completed. */
const countedIn = memoisedOf((log: EventStore) => ({
  /** By statement. */
  counts: new Map<string, number>(),
  /** References of patients. */
  counted: new Set<string>(),
  events: new EventsSince(log, { categories: [ERASURE_CATEGORY], fields: ['type', 'position', 'data'] }),
}));

/** The erased patients who count in its decisions. */
export async function erasedPatientsOf(log: EventStore, { team, period }: TeamPeriod): Promise<number> {
  const { counts, counted, events } = countedIn(log);
  await events.each(async (event) => {
    if (event.type !== ERASURE_COMPLETED) return;
    const { reference } = contentOf(event) as { readonly reference: string };
    if (counted.has(reference)) return;
    const statements = await statementsWith(log, reference);
    counted.add(reference);
    for (const statement of statements) counts.set(statement, (counts.get(statement) ?? 0) + 1);
  });
  return counts.get(statementKey(team, period)) ?? 0;
}

/** The statements whose last decision the erased patient counts in. */
async function statementsWith(log: EventStore, reference: string): Promise<ReadonlySet<string>> {
  const kept = await lastKept(log, patientStream(pseudonym(reference)));
  const parts = kept === undefined ? [] : PATIENT_ERASED_EVENTS.read(kept).data.parts;
  return new Set(
    parts.filter((part) => part.stands && hasFigures(part)).map(({ team, period }) => statementKey(team, period)),
  );
}

function hasFigures({ presences, acts, years }: KeptPart): boolean {
  return presences.length + acts.length + years.length > 0;
}
