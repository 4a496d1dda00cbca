/** The requests of jobs that name the stream of a patient: these are sealed. */
import { patientIn } from '#libs/event-store/sealed/sealed-names.ts';

/** `request`: of any kind of job; that of a bundle may name the stream of a patient. */
export function isRequestOfPatient(request: unknown): boolean {
  const stream = (request as { readonly stream?: unknown } | null)?.stream;
  return typeof stream === 'string' && (patientIn(stream) ?? '') !== '';
}
