/**
 * Makes keys for subjects without one, and never a second one. If the log has a stream of a patient without a key, the store of keys is an
 * old copy, and events under a new key could not be folded together with the earlier ones.
 */
import { requireDestroyed } from '#libs/event-store/sealed/require-destroyed.ts';
import { patientStream, pseudonym } from '#libs/event-store/sealed/sealed-names.ts';
import type { PatientKeys, Subject, SubjectKey } from '#libs/patient-keys/patient-keys.ts';

/** The part of the log that tells which patients it has: `begun` of a log, or of another thread's reader. */
export interface BegunStreams {
  begun(streams: readonly string[]): Promise<readonly string[]>;
}

/** Asks the log only for patients without a key. Throws SubjectErased, KeysUnusable. */
export function ensuredKeys(
  keys: PatientKeys,
  log: BegunStreams,
  subjects: ReadonlySet<Subject>,
): Promise<ReadonlyMap<Subject, SubjectKey>> {
  return keys.ensured(subjects, (missing) => requireNotBegun(keys, log, missing));
}

/** Throws KeysUnusable if the log has the stream of a patient without a key, and the key was not destroyed. */
async function requireNotBegun(keys: PatientKeys, log: BegunStreams, missing: readonly string[]): Promise<void> {
  const streams = new Map(missing.map((reference) => [patientStream(pseudonym(reference)), reference]));
  const begun = (await log.begun([...streams.keys()])).map((stream) => streams.get(stream) ?? '');
  if (begun.length === 0) return;
  // Asked after the log: another process may have made the key and recorded the stream since the first look.
  const there = await keys.keysOf(begun);
  const without = begun.filter((reference) => !there.has(reference));
  if (without.length > 0) await requireDestroyed(keys, without);
}
