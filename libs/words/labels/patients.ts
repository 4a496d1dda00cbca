/** How a patient is named for people. */
import { referenceIn } from '#libs/event-store/sealed/sealed-names.ts';

/** Digits that tell one erased patient from another on a page. */
const DIGITS = 8;

/** For an erased patient: the first digits of the reference of the key. */
export function patientText(patient: string): string {
  const reference = referenceIn(patient);
  return reference === undefined ? `patient ${patient}` : `patient effacé (~${reference.slice(0, DIGITS)}…)`;
}
