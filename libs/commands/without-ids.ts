/** Removes the ids of patients from texts that others wrote. Such texts cannot be refused, and they are stored in clear for ever. */
import { setImmediate } from 'node:timers/promises';
import { idsAmong } from '#libs/commands/nameless.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';

/** Replaces a word that names a patient. */
const PATIENT = '[patient]';

/** A word with signs in it: the id of a patient may be the whole word, or a part between signs. */
const WORD = /[\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)*/gu;
const SIGNS = /([-_])/;
/** Number of words looked up before others get a turn. */
const AT_ONCE = 2_000;

/** Each text that names a patient, once, with its version without those words. */
export async function withoutIds(
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
  const cut = texts.map((text) => [text, text.replaceAll(WORD, without)] as const);
  return new Map(cut.filter(([text, rest]) => rest !== text));
}

/** Words of letters and digits, like pseudonyms: a word of digits is a number of the bank, a word of letters an ordinary word. */
function candidates(word: string): readonly string[] {
  return [word, ...word.split(SIGNS)].filter((one) => /\p{L}/u.test(one) && /\p{N}/u.test(one));
}
