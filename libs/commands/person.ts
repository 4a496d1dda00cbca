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

/** In French: the name, and whether a token proved it. */
export function personText({ name, assurance, osUser }: Person): string {
  return assurance === 'verified' ? `${name} (vérifié)` : `${name} (déclaré, session ${osUser})`;
}
