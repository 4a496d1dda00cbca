/** How a patient is named for people. */
import { referenceIn } from '#libs/event-store/sealed/sealed-names.ts';

/** Digits that tell one erased patient from another on a page. */
const DIGITS = 8;

/** Of an erased one only the reference of his key is left: its first digits. */
export function patientText(patient: string): string {
  const reference = referenceIn(patient);
  return reference === undefined ? `patient ${patient}` : `patient effacé (~${reference.slice(0, DIGITS)}…)`;
}
