/**
 * The events about pairs of ids with one of an erased person. They name the person, so they are destroyed too. If the other id belongs to
 * someone who stays and was merged for a time, that fact is kept under a substitute id: decisions of that time concern both.
 */
import { DUPLICATES_EVENTS, type DuplicatesEvent, type MergeOfErased } from '#libs/enrolment/duplicates/events.ts';
import { DUPLICATES_STREAM } from '#libs/enrolment/duplicates/stream.ts';
import type { NewEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { writtenEvent } from '#libs/event-store/written-event.ts';
import { pseudonym, referenceIn, subjectOfPatient } from '#libs/event-store/sealed/sealed-names.ts';
import type { Recorded } from '#libs/event-store/typed-event.ts';
import type { KeyedDigests } from '#libs/patient-keys/patient-keys.ts';

export interface PairsOfPerson {
  readonly names: readonly string[];
  /** Pairs that were merged and separated again, and that are not yet recorded under the substitute id. */
  readonly former: readonly FormerMerge[];
}

type Merged = Recorded<Extract<DuplicatesEvent, { readonly type: 'PatientsMerged' | 'PatientsSeparated' }>>;

interface FormerMerge {
  readonly merged: Merged;
  readonly separated: Merged;
}

export async function pairsOf(log: EventStore, ids: readonly string[]): Promise<PairsOfPerson> {
  const events = (await log.readStream(DUPLICATES_STREAM)).map((event) => DUPLICATES_EVENTS.read(event));
  const own = events.filter(({ data: { patient, into } }) => ids.includes(patient) || ids.includes(into));
  const byPair = Map.groupBy(own, ({ data }) => data.merge);
  const isKept = new Set(events.flatMap(({ type, data }) => (type === 'MergeOfErased' ? [data.merge] : [])));
  const former = [...byPair.values()].flatMap((of): FormerMerge[] => {
    const merged = of.find((event) => event.type === 'PatientsMerged');
    const separated = of.find((event) => event.type === 'PatientsSeparated');
    return merged === undefined || separated === undefined || isKept.has(merged.data.merge)
      ? []
      : [{ merged, separated }];
  });
  return { names: [...byPair.keys()], former: former.filter(({ merged: { data } }) => isWithAnother(data, ids)) };
}

/** Whether exactly one of the two is among `ids`, and neither is erased: a merge with an erased patient no longer counts. */
function isWithAnother(
  { patient, into }: { readonly patient: string; readonly into: string },
  ids: readonly string[],
): boolean {
  return ids.includes(patient) !== ids.includes(into) && [patient, into].every((id) => referenceIn(id) === undefined);
}

/** `knownOn`: day as written. */
export function mergeOfErased(
  { merged, separated }: FormerMerge,
  ids: readonly string[],
  { keys, knownOn }: { readonly keys: KeyedDigests; readonly knownOn: string },
): NewEvent {
  const named = (id: string): string => (ids.includes(id) ? pseudonym(keys.referenceOf(subjectOfPatient(id))) : id);
  const { merge, patient, into } = merged.data;
  const event: MergeOfErased = {
    type: 'MergeOfErased',
    effective: knownOn,
    data: {
      merge,
      patient: named(patient),
      into: named(into),
      merged: { knownOn: merged.meta.knownOn, position: merged.meta.position },
      separated: { knownOn: separated.meta.knownOn, position: separated.meta.position },
    },
  };
  return writtenEvent(DUPLICATES_EVENTS, event, knownOn);
}
