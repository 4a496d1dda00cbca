/**
 * Persons of several patient ids. Two ids that turn out to be one person are merged on a day; from then on their facts are one patient's.
 * As known before that day they are two, so that a calculation of before is the same for ever.
 */
import { memoisedOf } from '#libs/kernel/memo.ts';
import type { Dossier, SpendingVersion } from '#libs/enrolment/dossier.ts';
import { type Knowledge, type Version, inForce } from '#libs/enrolment/versions.ts';

/** The status of one id from a day on: merged into another, or separate again. */
export interface MergeVersion extends Version {
  readonly patient: string;
  /** The id that names the person; null: a wrong merge was undone. */
  readonly into: string | null;
}

/** The dossiers of ids that are one person's as known on some day; mostly one. */
export interface LinkedDossiers {
  readonly dossiers: readonly Dossier[];
  /** The merges of these ids. */
  readonly merges: readonly MergeVersion[];
}

export interface LinkedPerson {
  /** The facts of all ids, under the id that names the person. */
  readonly dossier: Dossier;
  /** One dossier per id. */
  readonly parts: readonly Dossier[];
  /** Why they are one. */
  readonly merges: readonly MergeVersion[];
}

/** Ids that are one person's as known on some day. */
export interface Links {
  /** At least one. */
  readonly patients: readonly string[];
  readonly merges: readonly MergeVersion[];
}

const NONE: readonly MergeVersion[] = [];

export function alone(dossier: Dossier): LinkedDossiers {
  return { dossiers: [dossier], merges: NONE };
}

/** Keyed by each id that was ever merged. */
export const linksAmong = memoisedOf((merges: readonly MergeVersion[]): ReadonlyMap<string, Links> => {
  const sets = new Map<string, Set<string>>();
  for (const { patient, into } of merges) {
    if (into === null) continue;
    const joined = new Set([...(sets.get(into) ?? [into]), ...(sets.get(patient) ?? [patient])]);
    for (const id of joined) sets.set(id, joined);
  }
  const links = new Map<Set<string>, Links>();
  return new Map(
    [...sets].map(([id, patients]) => {
      const found = links.get(patients) ?? {
        patients: [...patients],
        merges: merges.filter((merge) => patients.has(merge.patient)),
      };
      links.set(patients, found);
      return [id, found];
    }),
  );
});

/** The knowledge at which the last decision about each id counts. */
const NOW: Knowledge = { day: Infinity, position: Infinity };

/** The present ids of one person, the naming id first. An id that was separated again belongs to another person. */
export function onePersonNow(patient: string, merges: readonly MergeVersion[]): readonly string[] {
  const into = mergedInto(merges, NOW);
  const name = into.get(patient) ?? patient;
  return [name, ...[...into].filter(([, of]) => of === name).map(([id]) => id)];
}

/** The links of some ids of one person, with all ids that were ever merged with one of them. */
export function linksOf(ids: readonly string[], merges: readonly MergeVersion[]): Links {
  const [first = ''] = ids;
  return linksAmong(merges).get(first) ?? { patients: ids, merges: NONE };
}

/** Each merged id, with the id that names the person. */
function mergedInto(merges: readonly MergeVersion[], known: Knowledge): ReadonlyMap<string, string> {
  const into = new Map<string, string>();
  for (const merge of inForce(merges, ({ patient }) => patient, known))
    if (merge.into !== null) into.set(merge.patient, merge.into);
  return new Map([...into.keys()].map((patient) => [patient, named(patient, into)]));
}

/** Merges form no circle, so this ends: each id is merged into one other id at most. */
function named(patient: string, into: ReadonlyMap<string, string>): string {
  let name = patient;
  for (let next = into.get(name); next !== undefined; next = into.get(name)) name = next;
  return name;
}

/** The persons of linked dossiers, as the last decisions about their ids say. */
export function personsNow(linked: LinkedDossiers): readonly LinkedPerson[] {
  return personsAsKnown(linked, NOW);
}

/** The persons of linked dossiers, as known. */
export function personsAsKnown({ dossiers, merges }: LinkedDossiers, known: Knowledge): readonly LinkedPerson[] {
  const into = merges.length === 0 ? undefined : mergedInto(merges, known);
  if (into === undefined || into.size === 0)
    return dossiers.map((dossier) => ({ dossier, parts: [dossier], merges: NONE }));
  const persons = Map.groupBy(dossiers, ({ patient }) => into.get(patient) ?? patient);
  const ofAll = inForce(merges, ({ patient }) => patient, known).filter((merge) => merge.into !== null);
  return [...persons].flatMap(([name, parts]) => {
    // An erased person counts through the kept parts of the ids: the part of the first covers all of them.
    const kept = parts.filter((dossier) => dossier.kept !== undefined);
    if (kept.length > 0) return kept.map((dossier) => ({ dossier, parts: [dossier], merges: NONE }));
    return [
      {
        dossier: parts.length === 1 && parts[0]?.patient === name ? parts[0] : together(name, parts, known),
        parts,
        merges: ofAll.filter(({ patient }) => into.get(patient) === name),
      },
    ];
  });
}

/** The known facts, as if all had one id. */
function together(patient: string, parts: readonly Dossier[], known: Knowledge): Dossier {
  return {
    patient,
    person: parts.flatMap(({ person }) => person),
    coverage: parts.flatMap(({ coverage }) => coverage),
    declarations: parts.flatMap(({ declarations }) => declarations),
    acts: parts.flatMap(({ acts }) => acts).sort((a, b) => a.position - b.position),
    spending: spendingOf(parts, known),
  };
}

/** The spending of a year was booked in part under each id: it is the sum. */
function spendingOf(parts: readonly Dossier[], known: Knowledge): readonly SpendingVersion[] {
  const all = parts.flatMap(({ spending }) => inForce(spending, ({ year }) => year, known));
  return [...Map.groupBy(all, ({ year }) => year)].map(([year, ofYear]) => {
    const amounts = ofYear.flatMap(({ amountCents }) => (amountCents === null ? [] : [amountCents]));
    return {
      year,
      amountCents: amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + amount, 0),
      knownOn: Math.max(...ofYear.map(({ knownOn }) => knownOn)),
      position: Math.max(...ofYear.map(({ position }) => position)),
    };
  });
}
