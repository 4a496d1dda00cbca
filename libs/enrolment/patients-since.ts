/** The patients whom a part of the log concerns: what was made of all dossiers before it can be corrected for these alone. */
import { DOSSIERS, patientOf } from '#libs/enrolment/dossiers.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { isAnyoneForgotten } from '#libs/event-store/sealed/forgotten.ts';
import type { Documents } from '#libs/read-store/document-store.ts';

/** The patients with facts after a position, up to another. */
export async function patientsSince(log: EventStore, after: number, upTo: number): Promise<ReadonlySet<string>> {
  const patients = new Set<string>();
  if (after >= upTo) return patients;
  for await (const batch of log.read({ after, upTo, categories: DOSSIERS.categories, fields: ['stream'] }))
    for (const event of batch) patients.add(patientOf(event));
  return patients;
}

/** The dossiers of a log. */
export interface BuiltDossiers {
  readonly documents: Documents;
  /** Number of their build, read before they were opened. */
  readonly build: number;
}

/** Which dossiers something was made of: a build, up to a position of the log. */
export interface DossiersRead {
  readonly build: number;
  readonly position: number;
}

/** With more new events of patients than this, reading all dossiers is as fast as looking for the patients whom they concern. */
const MAX_TAIL = 50_000;

/**
 * Whether few events of patients are after a position, up to another. Others do not count: a calculation for each day records as many
 * within a year, and concerns no patient.
 */
export async function areFewSince(log: Pick<EventStore, 'read'>, after: number, upTo: number): Promise<boolean> {
  if (upTo - after <= MAX_TAIL) return true;
  let events = 0;
  for await (const batch of log.read({ after, upTo, categories: DOSSIERS.categories, fields: ['position'] })) {
    events += batch.length;
    if (events > MAX_TAIL) return false;
  }
  return true;
}

/**
 * Whether what was made of the dossiers at `before` can be corrected for the patients with later facts. Not if somebody was erased: the
 * dossier as it was before is gone.
 */
export async function mayFollow(
  log: Pick<EventStore, 'read'>,
  before: DossiersRead,
  now: DossiersRead,
): Promise<boolean> {
  if (before.build !== now.build || before.position > now.position) return false;
  if (!(await areFewSince(log, before.position, now.position))) return false;
  return !(await isAnyoneForgotten(log, before.position, now.position));
}
