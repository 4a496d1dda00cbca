/**
 * A file of the bank without the ids of patients in its words: it repeats what the sender of a transfer wrote, and what is kept of it is in clear and
 * for good. Nothing is refused, as the bank has booked it. Ids of entries and movements are made before, so that a file taken again is the same.
 */
import { namingAmong } from '#libs/commands/nameless.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { BankAnswer } from '#libs/payments/bank/bank-answer.ts';

/** In the place of what names one. */
const PATIENT = '[patient]';

interface Words {
  readonly reason: string | undefined;
  readonly detail: string | undefined;
}

export async function withoutPatients(log: Pick<EventStore, 'keys'>, answer: BankAnswer): Promise<BankAnswer> {
  const { settled, ofCopies, waiting, unmatched, statements } = answer;
  const texts = [
    ...[...settled, ...ofCopies, ...waiting, ...unmatched].flatMap(({ reason, detail }) => [reason, detail]),
    ...statements.flatMap(({ reference, movements }) => [reference, ...movements.map(({ text }) => text)]),
  ];
  const without = await withoutNames(log, [...new Set(texts.filter((text) => text !== undefined))]);
  if (without.size === 0) return answer;
  const nameless = (text: string): string => without.get(text) ?? text;
  const words = <T extends Words>(one: T): T => ({
    ...one,
    reason: one.reason && nameless(one.reason),
    detail: one.detail && nameless(one.detail),
  });
  return {
    ...answer,
    settled: settled.map(words),
    ofCopies: ofCopies.map(words),
    waiting: waiting.map(words),
    unmatched: unmatched.map(words),
    statements: statements.map(({ reference, movements, ...of }) => ({
      ...of,
      reference: nameless(reference),
      movements: movements.map(({ text, ...movement }) => ({ ...movement, text: nameless(text) })),
    })),
  };
}

/** The texts that name one, with what is left of each: without the words that do, or nothing where only several together do. */
async function withoutNames(
  log: Pick<EventStore, 'keys'>,
  texts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const among = (some: Iterable<string>) => namingAmong(log, [...some], hasLetter);
  const naming = await among(texts);
  const words = await among(new Set([...naming].flatMap((text) => text.split(/\s+/))));
  const cut = new Map(
    Array.from(naming, (text) => [text, text.replaceAll(/\S+/g, (word) => (words.has(word) ? PATIENT : word))]),
  );
  const left = await among(cut.values());
  return new Map(Array.from(cut, ([text, rest]) => [text, left.has(rest) ? PATIENT : rest]));
}

/** Of digits alone it is a number of the bank, as it has many. */
function hasLetter(id: string): boolean {
  return /\p{L}/u.test(id);
}
