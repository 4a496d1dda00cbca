/** The fields of events, outside the streams of patients, that may contain facts about one. */
import { DUPLICATES_SEALED } from '#libs/enrolment/duplicates/sealed.ts';
import { DUPLICATES_STREAM } from '#libs/enrolment/duplicates/stream.ts';
import { IMPORT_CATEGORY } from '#libs/intake/import/import-stream.ts';
import type { ImportSummary } from '#libs/intake/import-summary.ts';
import type { ReplayedStatement } from '#libs/replay/replay.ts';
import type { FaultCode } from '#libs/facts/fault.ts';
import { patientStream } from '#libs/event-store/sealed/sealed-names.ts';
import { isRequestOfPatient } from '#libs/jobs/job/of-patient.ts';
import type { JobRequests } from '#libs/runtime/jobs.ts';
import { jobSubject, setAsideSubject } from '#libs/erasure/subjects.ts';
import type { SealedParts } from '#libs/event-store/sealed/sealed-parts.ts';

/** The categories of streams with such events. */
export const SEALED_CATEGORIES: readonly string[] = [IMPORT_CATEGORY, 'job', DUPLICATES_STREAM];

export const SEALED_PARTS: SealedParts = {
  ...DUPLICATES_SEALED,
  /** The message about a row quotes the row. Its patient id may be the faulty field, so each row has its own key. */
  RowSetAside: {
    // No part of the row of an erased patient is kept.
    subjectOf: (stream, { line, code }) =>
      code === ('ERASED' satisfies FaultCode) ? undefined : setAsideSubject({ stream, line: Number(line) }),
    fields: { message: '', row: '', fields: [] },
  },
  /** A bundle may be for the stream of a patient; other bundles name no stream. */
  JobRequested: {
    subjectOf: (stream, { request }) => (isRequestOfPatient(request) ? jobSubject(stream) : undefined),
    fields: { request: { stream: patientStream('') } satisfies JobRequests['bundle'] },
  },
  /** The warnings of an import name acts, and a replay names the patients who changed. */
  JobSucceeded: {
    subjectOf: (stream, { result }) => (namesPatients(result) ? jobSubject(stream) : undefined),
    fields: { result: { files: [], absent: [], ignored: [], warnings: [], warningCounts: {} } satisfies ImportSummary },
  },
};

/** For results of any kind of job. */
function namesPatients(result: unknown): boolean {
  if (Array.isArray(result))
    return (result as readonly Partial<Pick<ReplayedStatement, 'why'>>[]).some(
      ({ why }) => (why?.patients ?? []).length > 0,
    );
  return ((result as Partial<ImportSummary> | null)?.warnings ?? []).length > 0;
}
