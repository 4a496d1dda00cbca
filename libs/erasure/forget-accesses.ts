/** Replaces an erased patient by a substitute id in the record of accesses: who read the patient's data stays known. */
import { setImmediate } from 'node:timers/promises';
import { type AccessRecord, patientsIn } from '#libs/access-record/access-record.ts';
import type { Accesses } from '#libs/access-record/accesses.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { erasedAmong, nameOfErased } from '#libs/erasure/erased-among.ts';
import { keysOf, patientReference } from '#libs/erasure/erasures.ts';
import { type IsNamed, namesOfErased } from '#libs/erasure/naming.ts';
import type { ForgetElsewhere } from '#libs/erasure/forget.ts';
import { inAnySpelling, spellingsOf } from '#libs/kernel/spellings.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import type { PatientKeys } from '#libs/patient-keys/patient-keys.ts';

/** Runs during the erasure. */
export function forgetAccesses(accesses: Accesses): ForgetElsewhere {
  return async (ids, erasure) => {
    await accesses.flush();
    await accesses.record.rename(ids, nameOfErased(erasure));
  };
}

/** The instant up to which the record was searched, and the epoch of the keys then. */
const lookedAt = memoisedOf((_: AccessRecord) => ({ at: '', epoch: 0 }));
const PAGE = 1_000;
/** A process writes an access some moments after the instant of its entry, or once it can, ms. */
const WRITTEN_WITHIN_MS = 600_000;

/** Renames entries written after the erasure, by a process that ended before it checked whether the patient is erased. */
export async function forgetLateAccesses(log: EventStore, accesses: Accesses): Promise<void> {
  await accesses.flush();
  const { record } = accesses;
  const keys = keysOf(log);
  const [before, epoch] = [lookedAt(record), await keys.epoch()];
  let { at } = epoch === before.epoch ? before : { at: '' };
  for (let after = at; ;) {
    const page = await record.find({}, after, PAGE);
    const texts = [...new Set(page.flatMap(patientsIn))];
    const isErased = await namesOfErasedAmong(keys, texts.flatMap(wordsOf));
    const named = texts.filter((text) => wordsOf(text).some(isErased));
    const names = await erasedAmong(log, named.flatMap(wordsOf));
    for (const [to, texts] of Map.groupBy(named, (text) => withNames(text, names))) await record.rename(texts, to);
    const last = page.at(-1);
    if (last !== undefined) at = new Date(Date.parse(last.at) - WRITTEN_WITHIN_MS).toISOString();
    if (last === undefined || page.length < PAGE) break;
    after = last.key;
    await setImmediate();
  }
  Object.assign(before, { at, epoch });
}

/** Matches these words that name, in any spelling, a patient whose key is destroyed: not all who ever were are read. */
async function namesOfErasedAmong(keys: PatientKeys, words: readonly string[]): Promise<IsNamed> {
  const references = words.flatMap(spellingsOf).map((word) => patientReference(keys, word));
  return inAnySpelling(namesOfErased(keys, await keys.destroyedAmong(references)));
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
