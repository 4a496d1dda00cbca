/** Requests of jobs that are of a patient: they are sealed where they are recorded. */
import { patientIn } from '#libs/event-store/sealed/sealed-names.ts';

/** Of a request of any kind of job: whether it is of the stream of a patient, as that of a bundle may be. */
export function isOfPatient(request: unknown): boolean {
  const stream = (request as { readonly stream?: unknown } | null)?.stream;
  return typeof stream === 'string' && (patientIn(stream) ?? '') !== '';
}
