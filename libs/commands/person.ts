/** Who decides, and how sure we are of it. */
import type { Person } from '#libs/event-store/author.ts';

export type { CommandMeta, Person } from '#libs/event-store/author.ts';

/** Names are compared without case and without the spaces around them. */
export function samePerson(a: Person, b: Person): boolean {
  return foldedName(a) === foldedName(b);
}

/** The same for every spelling of one name. */
export function foldedName({ name }: Person): string {
  return name.trim().toLocaleLowerCase('fr');
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
