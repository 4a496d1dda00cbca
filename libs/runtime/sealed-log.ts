/** Seals the facts about patients in a log, with the keys beside it. A log that has such facts in clear stays as it is. */
import type { EventStore, LogElsewhere, StreamRange } from '#libs/event-store/event-store.ts';
import { type Disclosure, NOTHING_SEALED, disclosureOf } from '#libs/event-store/sealed/disclosure.ts';
import { patientIn, referenceIn } from '#libs/event-store/sealed/sealed-names.ts';
import { requireDestroyed } from '#libs/event-store/sealed/require-destroyed.ts';
import { SealedEventStore } from '#libs/event-store/sealed/sealed-event-store.ts';
import { KeysUnusable, type PatientKeys } from '#libs/patient-keys/patient-keys.ts';
import {
  type KeyPlaces,
  areKeysThere,
  openKeys,
  openKeysOfThisProcess,
  openLocalKeys,
  placeOfKeys,
} from '#libs/runtime/keys.ts';
import { type SealedPlace, SEALED_LOG_READER } from '#libs/runtime/sealed-log-reader.ts';
import { type AheadPlace, ROWS_AHEAD } from '#libs/runtime/rows-ahead.ts';
import type { Elsewhere } from '#libs/threads/computing.ts';
import { PATIENT_ROWS } from '#libs/runtime/patient-rows.ts';
import { SEALED_CATEGORIES, SEALED_PARTS } from '#libs/runtime/sealed-parts.ts';
import { subjectInClear } from '#libs/event-store/sealed/sealed-parts.ts';

/** Gives the log unchanged if nothing is sealed. `emptiesParts`: to carry it over (opener.ts). Throws KeysUnusable. */
export async function sealedLog(
  log: EventStore,
  places: KeyPlaces | undefined,
  emptiesParts = false,
): Promise<EventStore> {
  const isSealed = await hasSealedFacts(log);
  if (isSealed === false || (isSealed === undefined && places === undefined)) return log;
  if (places === undefined || (isSealed === true && !(await areKeysThere(places)))) throw noKeysAt(places);
  const sealed = sealedBy(log, await openKeys(places), places, emptiesParts);
  if (isSealed === true) await requireNewest(log, sealed.keys);
  return sealed;
}

/** KEYS_MISSING of a stored log that has sealed facts and no keys; else undefined. Makes no keys. */
export async function keysMissing(
  stored: EventStore,
  places: KeyPlaces | undefined,
): Promise<KeysUnusable | undefined> {
  if (places !== undefined && (await areKeysThere(places))) return undefined;
  return (await hasSealedFacts(stored)) === true ? noKeysAt(places) : undefined;
}

function noKeysAt(places: KeyPlaces | undefined): KeysUnusable {
  return new KeysUnusable({ code: 'KEYS_MISSING', data: { path: places === undefined ? '' : placeOfKeys(places) } });
}

/** A copy of the keys from before a patient was first recorded lacks their key, and would make another. Throws KeysUnusable. */
async function requireNewest(log: EventStore, keys: PatientKeys): Promise<void> {
  const newest = await newestPatient(log);
  const reference = newest === undefined ? undefined : referenceIn(newest);
  if (reference !== undefined && (await keys.keysOf([reference])).size === 0) await requireDestroyed(keys, [reference]);
}

/** A range of at most this many streams is read to its end. */
const FEW = 32;

/** The patient whose stream was begun last, found by halving, because many streams of statements and jobs may follow. */
async function newestPatient(log: EventStore): Promise<string | undefined> {
  let [from, before] = [1, ((await log.elsewhere())?.streams ?? 0) + 1];
  while (before - from > FEW) {
    const middle = Math.floor((from + before) / 2);
    if (await hasPatient(log, { from: middle, before })) from = middle;
    else before = middle;
  }
  let newest: string | undefined;
  for await (const patient of patientsIn(log, { from, before })) newest = patient;
  return newest;
}

async function hasPatient(log: EventStore, streams: StreamRange): Promise<boolean> {
  for await (const _ of patientsIn(log, streams)) return true;
  return false;
}

/** The patient of each of their events, in the order of their streams. */
async function* patientsIn(log: EventStore, streams: StreamRange): AsyncGenerator<string> {
  const options = { after: 0, categories: ['patient'], order: 'stream', streams, fields: ['stream'] } as const;
  for await (const batch of log.read(options)) for (const { stream } of batch) yield patientIn(stream) ?? stream;
}

/** Uses keys on this machine. Throws KeysUnusable. */
export function sealedWith(log: EventStore, places: KeyPlaces): SealedEventStore {
  return sealedBy(log, openLocalKeys(places), places);
}

/** Seals a log with a wrapping key in the memory of this process: no other process or thread can open it. */
export function sealedForThisProcess(log: EventStore, store: string): SealedEventStore {
  return new SealedEventStore(log, { keys: openKeysOfThisProcess(store), parts: SEALED_PARTS, elsewhere: (of) => of });
}

function sealedBy(log: EventStore, keys: PatientKeys, places: KeyPlaces, emptiesParts = false): SealedEventStore {
  const elsewhere = ({ streams, ...of }: LogElsewhere): LogElsewhere => {
    const place: SealedPlace = { of, places };
    return { module: SEALED_LOG_READER, place: JSON.stringify(place), streams };
  };
  const aheadElsewhere = (begun: Elsewhere): Elsewhere => {
    const place: AheadPlace = { places, begun };
    return { module: ROWS_AHEAD, place: JSON.stringify(place) };
  };
  const rowsElsewhere = { module: PATIENT_ROWS, place: JSON.stringify(places) };
  return new SealedEventStore(log, {
    keys,
    parts: SEALED_PARTS,
    elsewhere,
    rowsElsewhere,
    aheadElsewhere,
    emptiesParts,
  });
}

/** Whether the first facts about a patient are sealed; undefined if there are none. */
async function hasSealedFacts(log: EventStore): Promise<boolean | undefined> {
  for await (const [event] of log.read({ after: 0, categories: ['patient'], order: 'stream', fields: ['stream'] }))
    if (event !== undefined) return referenceIn(patientIn(event.stream) ?? '') !== undefined;
  return undefined;
}

/** Whether a stored log has fields in clear, from a former program, that would be sealed today. */
export async function hasPartsInClear(stored: EventStore): Promise<boolean> {
  const fields = ['stream', 'type', 'data'] as const;
  for await (const batch of stored.read({ after: 0, categories: SEALED_CATEGORIES, fields }))
    if (batch.some((event) => subjectInClear(SEALED_PARTS, event) !== undefined)) return true;
  return false;
}

/** Runs `work` with the keys that open single events of a sealed log. Throws KeysUnusable. */
export async function withDisclosure<T>(
  places: KeyPlaces | undefined,
  work: (disclosure: Disclosure) => Promise<T>,
): Promise<T> {
  if (places === undefined || !(await areKeysThere(places))) return work(NOTHING_SEALED);
  const keys = await openKeys(places);
  try {
    return await work(disclosureOf(keys));
  } finally {
    await keys.close();
  }
}
