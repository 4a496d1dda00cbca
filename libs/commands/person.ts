/** The person who decides, and the assurance of their identity. */
import { LRUCache } from 'lru-cache';
import { foldedText, textAsRead, readWords } from '#libs/commands/folded-text.ts';
import type { CommandMeta, Person } from '#libs/event-store/author.ts';

export type { CommandMeta, Person } from '#libs/event-store/author.ts';

/**
 * Two persons with a token are one if their subjects are equal; otherwise if a name or subject of one is a name of the other, under any
 * spelling and in any order of its words, look-alike letters included (folded-text.ts). In doubt they count as one person, so that the
 * four-eyes rule requires somebody else.
 */
export function samePerson(a: Person, b: Person): boolean {
  const [subjectOfA, subjectOfB] = [verifiedIdentifier(a), verifiedIdentifier(b)];
  if (subjectOfA !== undefined && subjectOfB !== undefined) return foldedText(subjectOfA) === foldedText(subjectOfB);
  const namesOfB = namesOf(b);
  return namesOf(a).some((name) => namesOfB.includes(name));
}

/** The identifier of a person across commands: the subject of the token, otherwise the name. */
export function identifierOf({ name, subject }: Person): string {
  return subject ?? name;
}

/** The same for every spelling of one person. */
export function personKey(person: Person): string {
  return foldedText(identifierOf(person));
}

/** Names a command: two persons can choose the same idempotency key, so the author is part of it. */
export function commandKey({ by, key }: CommandMeta): string {
  return `${personKey(by)}\n${key}`;
}

/** In French: the name, and whether a token proved it; with the subject of the token if another person may have the name. */
export function personText({ name, assurance, osUser, subject }: Person): string {
  if (assurance === 'asserted') return `${name} (déclaré, session ${osUser})`;
  return subject === undefined ? `${name} (vérifié)` : `${name} (vérifié, ${subject})`;
}

/** Undefined for a name that was typed. */
function verifiedIdentifier(person: Person): string | undefined {
  return person.assurance === 'verified' ? identifierOf(person) : undefined;
}

function namesOf({ name, subject = name }: Person): readonly string[] {
  return [...new Set([name, subject])].flatMap(formsOf);
}

/** A run compares the same few people thousands of times. */
const FORMS = new LRUCache<string, readonly string[]>({ max: 1_000 });

/** The prefix of an account name, which the command line records if no person was named. */
const ACCOUNT = /^\s*os\s*:/i;

/** A text as it may be read. */
function formsOf(text: string): readonly string[] {
  const name = text.replace(ACCOUNT, '');
  const known = FORMS.get(text) ?? [textAsRead(name), readWords(name)];
  FORMS.set(text, known);
  return known;
}
