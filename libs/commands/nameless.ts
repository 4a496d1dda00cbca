/**
 * Texts that people type are stored in clear for ever, so they must not name a patient: the name would outlive the patient's erasure. In a
 * log in clear no patient can be erased, so nothing is refused there.
 */
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Person } from '#libs/event-store/author.ts';
import { subjectOfPatient } from '#libs/event-store/sealed/sealed-names.ts';
import { askedTogether } from '#libs/kernel/asked-together.ts';
import type { TypedText } from '#libs/kernel/field.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { readings } from '#libs/kernel/parts-of-text.ts';
import { spellingsOf } from '#libs/kernel/spellings.ts';
import { REASON_LENGTH_MAX, refused } from '#libs/commands/refusals.ts';

type Keys = Pick<EventStore, 'keys'>;

/** Throws REASON_NAMES_PATIENT, TEXT_NAMES_PATIENT if a text has the id of a patient with a key, or with a destroyed key. */
export async function requireNameless({ keys }: Keys, texts: readonly TypedText[]): Promise<void> {
  const naming = await namingAmong(
    { keys },
    texts.map(({ text }) => text),
  );
  const found = texts.find(({ text }) => naming.has(text));
  if (found !== undefined) throw refused(found.name === 'reason' ? 'REASON_NAMES_PATIENT' : 'TEXT_NAMES_PATIENT', {});
}

/**
 * The name of the person who gives the command, if it was typed and has a digit: a name without digits is a person's name, and no
 * pseudonym.
 */
export function typedName({ name, assurance }: Person): readonly TypedText[] {
  return assurance === 'asserted' && /\p{N}/u.test(name) ? [{ name: 'name', text: name }] : [];
}

/** The texts that name a patient. */
export async function namingAmong({ keys }: Keys, texts: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys === undefined || texts.length === 0) return new Set();
  return naming(
    keys,
    texts.flatMap((text) => Array.from(idsIn(text), (word) => [word, text] as const)),
  );
}

/** The words that are the id of a patient, as typed, in capitals or in small letters. */
export async function idsAmong({ keys }: Keys, words: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys === undefined || words.length === 0) return new Set();
  return naming(
    keys,
    words.flatMap((word) => spellingsOf(word).map((one) => [one, word] as const)),
  );
}

async function naming(
  keys: Digests,
  all: readonly (readonly [word: string, of: string])[],
): Promise<ReadonlySet<string>> {
  const words = all.map(([word, of]) => [referenceOf(keys, word), of] as const);
  const references = new Set(await known(keys, new Set(words.map(([reference]) => reference))));
  return new Set(words.flatMap(([reference, of]) => (references.has(reference) ? [of] : [])));
}

/**
 * Checks an idempotency key, which is recorded with its events. `others`: patients without a recorded fact yet. Throws KEY_NAMES_PATIENT.
 */
export async function requireNamelessKey({ keys }: Keys, key: string, others: readonly string[] = []): Promise<void> {
  if (keys === undefined || isUuid(key)) return;
  const words = [...idsIn(key)];
  if (!words.some((word) => others.includes(word))) {
    const references = words.map((word) => referenceOf(keys, word));
    if ((await knownTogether(keys)(references)).length === 0) return;
  }
  throw refused('KEY_NAMES_PATIENT', {});
}

type Digests = NonNullable<EventStore['keys']>;

function referenceOf(keys: Digests, patient: string): string {
  return keys.referenceOf(subjectOfPatient(patient));
}

async function known(keys: Digests, references: Iterable<string>): Promise<readonly string[]> {
  const all = [...references];
  const there = await keys.keysOf(all);
  return [...there.keys(), ...(await keys.destroyedAmong(all.filter((reference) => !there.has(reference))))];
}

/** A service checks the keys of many commands at once: one look into the store takes as long as half of recording a fact. */
const knownTogether = memoisedOf((keys: Digests) => askedTogether(async (all) => new Set(await known(keys, all))));

/** A random key: a part of it could happen to be the id of a patient. */
function isUuid(key: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key);
}

const MAX_ID = 64;
/** Maximum number of adjacent words that may form one id, written with blanks or signs in it. */
const JOINED = 4;

/**
 * Every word that could be the id of a patient: as typed, in capitals and in small letters, with and without the blanks, signs and quotes
 * in or around it, and as a value if the text holds JSON. A year, a day or a number below 10,000 is never an id; in a long text no number
 * is.
 */
export function idsIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const reading of readings(text)) addIdsIn(reading, found);
  return found;
}

function addIdsIn(text: string, found: Set<string>): void {
  const plain = text.normalize('NFKC');
  // A text longer than any reason is a file of amounts and other numbers.
  const isLong = text.length > REASON_LENGTH_MAX;
  const mayBeId = (word: string): boolean =>
    word.length >= 2 && word.length <= MAX_ID && !/^\d{1,4}$/.test(word) && (!isLong || isMixed(word));
  const add = (word: string): void => {
    for (const one of spellingsOf(word)) if (mayBeId(one)) found.add(one);
  };
  for (const word of [text, ...text.split(/\s+/), ...plain.split(/\s+/)]) {
    add(word);
    add(word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''));
  }
  const parts = plain.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');
  // In a single word, such as `178823-9f86d081`, digits are one of our own numbers.
  const isOneWord = !/\s/.test(plain.trim());
  for (const [at, part] of parts.entries()) {
    if (!isOneWord || !/^\d+$/.test(part)) add(part);
    for (let count = 2; count <= JOINED && !isLong; count++) {
      const together = parts.slice(at, at + count);
      if (together.length === count && isMixed(together.join('')))
        for (const between of ['', '-', '_']) add(together.join(between));
    }
  }
}

/** A word of letters and digits: neither a word of a sentence, nor an amount or a date with blanks in it. */
function isMixed(word: string): boolean {
  return /\p{L}/u.test(word) && /\p{N}/u.test(word);
}
