/** Replaces an erased patient by a substitute id in the record of accesses: who read the patient's data stays known. */
import { setImmediate } from 'node:timers/promises';
import { type AccessRecord, patientsIn } from '#libs/access-record/access-record.ts';
import type { Accesses } from '#libs/access-record/accesses.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { erasedAmong, nameOfErased } from '#libs/erasure/erased-among.ts';
import { keysOf } from '#libs/erasure/erasures.ts';
import { namesOfErased } from '#libs/erasure/naming.ts';
import type { ForgetElsewhere } from '#libs/erasure/forget.ts';
import { inAnySpelling } from '#libs/kernel/spellings.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';

/** Runs during the erasure. */
export function forgetAccesses(accesses: Accesses): ForgetElsewhere {
  return async (ids, erasure) => {
    await accesses.flush();
    await accesses.record.rename(ids, nameOfErased(erasure));
  };
}

/** The instant up to which the record was searched, and the number of destroyed keys then. */
const lookedAt = memoisedOf((_: AccessRecord) => ({ at: '', destroyed: 0 }));
const PAGE = 1_000;
/** A process writes an access some moments after the instant of its entry, or once it can, ms. */
const WRITTEN_WITHIN_MS = 600_000;

/** Renames entries written after the erasure, by a process that ended before it checked whether the patient is erased. */
export async function forgetLateAccesses(log: EventStore, accesses: Accesses): Promise<void> {
  await accesses.flush();
  const { record } = accesses;
  const keys = keysOf(log);
  const [before, references] = [lookedAt(record), await keys.destroyed()];
  const { size: destroyed } = references;
  const isErased = inAnySpelling(namesOfErased(keys, references));
  let { at } = destroyed === before.destroyed ? before : { at: '' };
  for (let after = at; ;) {
    const page = await record.find({}, after, PAGE);
    const named = [...new Set(page.flatMap(patientsIn))].filter((text) => wordsOf(text).some(isErased));
    const names = await erasedAmong(log, named.flatMap(wordsOf));
    for (const [to, texts] of Map.groupBy(named, (text) => withNames(text, names))) await record.rename(texts, to);
    const last = page.at(-1);
    if (last !== undefined) at = new Date(Date.parse(last.at) - WRITTEN_WITHIN_MS).toISOString();
    if (last === undefined || page.length < PAGE) break;
    after = last.key;
    await setImmediate();
  }
  Object.assign(before, { at, destroyed });
}

/** The whole text, and its parts between blanks, as a former program wrote them. */
function wordsOf(text: string): readonly string[] {
  return [text, ...text.split(' ')];
}

function withNames(text: string, names: ReadonlyMap<string, string>): string {
  const name = names.get(text);
  if (name !== undefined) return name;
  return text
    .split(' ')
    .map((word) => names.get(word) ?? word)
    .join(' ');
}
