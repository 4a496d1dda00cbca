/** Who decides, and how sure we are of it. */

export interface Person {
  readonly name: string;
  /** asserted: typed on a command line; verified: proved by a token. */
  readonly assurance: 'asserted' | 'verified';
  /** User of the operating system the command came from; empty where it did not come from one. */
  readonly osUser: string;
}

/** What every command of a person carries. */
export interface CommandMeta {
  readonly by: Person;
  /** The same key again is the same command: done once. */
  readonly key: string;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** Names are compared without case and without the spaces around them. */
export function samePerson(a: Person, b: Person): boolean {
  const folded = ({ name }: Person): string => name.trim().toLocaleLowerCase('fr');
  return folded(a) === folded(b);
}

export function personText({ name, assurance, osUser }: Person): string {
  return assurance === 'verified' ? `${name} (vérifié)` : `${name} (déclaré, session ${osUser})`;
}

/** The rules refuse a decision; the message is in French and says what was wrong and what would be right. */
export class DecisionRefused extends Error {}

/** What the command names is not there: a scheme, a version, a period. */
export class UnknownSubject extends DecisionRefused {}

/** A key was used before for another command. */
export class KeyReused extends Error {}

/** Four eyes: throws DecisionRefused where the two are one person. */
export function needsAnother(by: Person, before: Person, did: string): void {
  if (samePerson(by, before))
    throw new DecisionRefused(`${by.name} ${did} ; il faut une seconde personne pour la suite`);
}
