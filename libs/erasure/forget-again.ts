/**
 * Destroys again the data that name a patient whose erasure is completed: keys that an old copy restored, and events that a process
 * recorded late because it had read about the patient before. This records an event, so that every machine rebuilds the data with the name.
 */
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { areSameTexts, erasureBegun, referencesNaming } from '#libs/erasure/record-kept-part.ts';
import { readErasedPerson } from '#libs/erasure/effects.ts';
import { erasedAmong, erasureOfName } from '#libs/erasure/erased-among.ts';
import { complete, erasureOf, erasures, keysOf, patientOfReference } from '#libs/erasure/erasures.ts';
import { type IsNamed, mayName, namesOfErased, splitBySeal, subjectsNaming } from '#libs/erasure/naming.ts';
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';

/** The instant and the commit of the repetition. */
interface Again {
  readonly at: string;
  readonly commit: Commit;
}

/**
 * Destroys again the keys that an older copy brought back for a completed erasure, or that an earlier call began to destroy. Gives whether
 * there were any.
 */
export async function forgetAgain(log: EventStore, id: string, again: Again): Promise<boolean> {
  const state = await erasureOf(log, id);
  if (state.status !== 'completed') return false;
  const patient = await patientOfReference(keysOf(log), state.content.reference);
  const references =
    patient === undefined
      ? state.again
      : await referencesNaming(log, await readErasedPerson(log, patient), state.again);
  if (references.length === 0) return false;
  await destroyAgain(log, id, { ...again, references });
  return true;
}

/**
 * Begins and completes an erasure again: these events make every machine rebuild the data that contain the names, even if this process dies
 * in between.
 */
async function destroyAgain(
  log: EventStore,
  id: string,
  { references, at, commit }: Again & { readonly references: readonly string[] },
): Promise<void> {
  const { state, revision } = await erasures(log).load(id);
  if (state.status !== 'completed') throw new RangeError('an erasure is begun again once it is completed');
  if (!areSameTexts(state.again, references)) {
    const knownOn = dayText(dayOfInstant(commit.recordedAt));
    await log.record(erasureBegun(id, state, { references, knownOn, before: [String(revision)] }), commit);
  }
  await keysOf(log).destroy(references, at);
  await complete(log, id, { keys: references.length, at, commit });
}

/** The position up to which the log was searched for names of erased patients, and the epoch of the keys then. */
const lookedAt = memoisedOf((_: EventStore) => ({ position: 0, epoch: 0, inClear: 0 }));

interface Late {
  /** Whether anything was destroyed. */
  readonly isBack: boolean;
  /** The number of events that name an erased patient in clear, recorded by a former program: they have no key to destroy. */
  readonly inClear: number;
}

/** Destroys the keys of data that were recorded after an erasure and name the erased person: a process had read about the person before. */
export async function forgetLate(log: EventStore, again: Again): Promise<Late> {
  const [keys, end, before] = [keysOf(log), await log.end(), lookedAt(log)];
  const epoch = await keys.epoch();
  const after = epoch === before.epoch ? before.position : 0;
  // There may be as many destroyed keys as patients: they are read where something new may name one.
  if (after > 0 && !(await mayName(log, after))) {
    before.position = end;
    return { isBack: false, inClear: before.inClear };
  }
  const isErased = namesOfErased(keys, await keys.destroyed());
  const seen = new Set<string>();
  const isNamed: IsNamed = (text) => isErased(text) && seen.add(text).size > 0;
  const { sealed, inClear: found } = await splitBySeal(keys, await subjectsNaming(log, isNamed, after));
  const isBack = sealed.length > 0;
  if (isBack) await destroyLate(log, [...seen], { ...again, references: sealed });
  const inClear = after === 0 ? found : before.inClear + found;
  // The newly destroyed part is searched again: more may have come in meanwhile.
  Object.assign(before, { position: isBack ? after : end, epoch, inClear });
  return { isBack, inClear };
}

/** `names`: the patients that it names. A patient whose erasure is under way is left to that erasure. */
async function destroyLate(
  log: EventStore,
  names: readonly string[],
  late: Again & { readonly references: readonly string[] },
): Promise<void> {
  const [erasure] = new Set([...(await erasedAmong(log, names)).values()].map(erasureOfName));
  if (erasure === undefined || (await erasureOf(log, erasure)).status !== 'completed')
    await keysOf(log).destroy(late.references, late.at);
  else await destroyAgain(log, erasure, late);
}
