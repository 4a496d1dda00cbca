/**
 * A file of the bank without the ids of patients in its words: it repeats what the sender of a transfer wrote, and what is kept of it is in clear and
 * for good. Nothing is refused, as the bank has booked it. Ids of entries and movements are made before, so that a file taken again is the same.
 */
import { setImmediate } from 'node:timers/promises';
import { idsAmong } from '#libs/commands/nameless.ts';
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

/** A word with signs in it, which may be the id of one with its signs or between them. */
const WORD = /[\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)*/gu;
const SIGNS = /([-_])/;
/** Words looked up between two turns of others. */
const AT_ONCE = 2_000;

/** The texts that name one, without the words that do. */
async function withoutNames(
  log: Pick<EventStore, 'keys'>,
  texts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const words = [...new Set(texts.flatMap((text) => (text.match(WORD) ?? []).flatMap(candidates)))];
  const ids = new Set<string>();
  for (let from = 0; from < words.length; from += AT_ONCE) {
    for (const id of await idsAmong(log, words.slice(from, from + AT_ONCE))) ids.add(id);
    await setImmediate();
  }
  if (ids.size === 0) return new Map();
  const nameless = (part: string): string => (ids.has(part) ? PATIENT : part);
  const without = (word: string): string => (ids.has(word) ? PATIENT : word.split(SIGNS).map(nameless).join(''));
  return new Map(texts.map((text) => [text, text.replaceAll(WORD, without)]));
}

/** Of letters and digits, as pseudonyms are: of digits alone it is a number of the bank, of letters alone a word. */
function candidates(word: string): readonly string[] {
  return [word, ...word.split(SIGNS)].filter((one) => /\p{L}/u.test(one) && /\p{N}/u.test(one));
}
