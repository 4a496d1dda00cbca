/** The fields of events, outside the streams of patients, that may hold facts about one. */
import { DUPLICATES_SEALED } from '#libs/enrolment/duplicates/sealed.ts';
import type { ImportSummary } from '#libs/intake/import-summary.ts';
import type { Replayed } from '#libs/replay/replay.ts';
import type { FaultCode } from '#libs/facts/fault.ts';
import { jobSubject, setAsideSubject } from '#libs/erasure/subjects.ts';
import type { SealedParts } from '#libs/event-store/sealed/sealed-parts.ts';

export const SEALED_PARTS: SealedParts = {
  ...DUPLICATES_SEALED,
  /** What is wrong with a row quotes it. Its patient may be wrong too, so that each row has a key of its own. */
  RowSetAside: {
    // Nothing is kept of the row of an erased patient.
    subjectOf: (stream, { line, code }) =>
      code === ('ERASED' satisfies FaultCode) ? undefined : setAsideSubject({ stream, line: Number(line) }),
    fields: { message: '', row: '', fields: [] },
  },
  /** The warnings of an import name acts, and a replay names the patients who changed. */
  JobSucceeded: {
    subjectOf: (stream, { result }) => (namesPatients(result) ? jobSubject(stream) : undefined),
    fields: { result: { files: [], absent: [], ignored: [], warnings: [], warningCounts: {} } satisfies ImportSummary },
  },
};

/** Of results as jobs have them, of any kind. */
function namesPatients(result: unknown): boolean {
  if (Array.isArray(result))
    return (result as readonly Partial<Pick<Replayed, 'why'>>[]).some(({ why }) => (why?.patients ?? []).length > 0);
  return ((result as Partial<ImportSummary> | null)?.warnings ?? []).length > 0;
}
