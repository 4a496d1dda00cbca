/** The key subjects besides patients. */

/** A row set aside has a separate key: its patient id may be the faulty field. */
export function setAsideSubject({ stream, line }: { readonly stream: string; readonly line: number }): string {
  return `row/${stream}/${line}`;
}

/** Whether a subject is such a row. */
export function isSetAside(subject: string): boolean {
  return subject.startsWith('row/');
}

/** The subject of the request and the result of a job: a bundle may concern a patient, and warnings of an import name acts. */
export function jobSubject(stream: string): string {
  return `job/${stream}`;
}
