/**
 * The dossier: all versions of all facts of one patient, in one document ready to calculate with.
 */
import { dayFromText } from '#libs/kernel/day.ts';
import type { Day } from '#libs/kernel/day.ts';
import { type Version, addVersion } from '#libs/enrolment/versions.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import { type Row, day, optionalDay, optionalWhole, text, whole } from '#libs/enrolment/row.ts';
import type { Sex } from '#libs/regulation/profile.ts';

export type PersonVersion = Version<[birth: Day, sex: Sex, diedOn: Day | null]>;
/** C2S has ALD number 0. */
export type CoverageVersion = Version<[aldNumber: number, from: Day, until: Day | null]>;
export type DeclarationVersion = Version<[rpps: string, declaredOn: Day]>;
export type ActVersion = Version<
  [
    actId: string,
    executant: string,
    profession: string,
    actCode: string,
    careOn: Day,
    baseCents: number,
    paidCents: number,
    informationOnly: 0 | 1,
    reversal: 0 | 1,
  ]
>;
/** null: unknown, or withdrawn. */
export type SpendingVersion = Version<[year: number, amountCents: number | null]>;

export interface Dossier {
  readonly patient: string;
  readonly person: PersonVersion[];
  readonly coverage: CoverageVersion[];
  readonly declarations: DeclarationVersion[];
  readonly acts: ActVersion[];
  readonly spending: SpendingVersion[];
}

export const C2S = 0;
const INFORMATION_ONLY = '71';

export const DOSSIERS: Projection<Dossier> = {
  name: 'dossiers',
  version: 2,
  categories: ['patient'],
  documentPerStream: true,
  keys: (event) => [event.stream.slice('patient-'.length)],
  evolve: (dossier, event, key) => evolveDossier(dossier ?? emptyDossier(key), event),
};

export function emptyDossier(patient: string): Dossier {
  return { patient, person: [], coverage: [], declarations: [], acts: [], spending: [] };
}

/** Adds the event's version to the dossier given, which it changes. Throws RangeError on a type that is not of a patient. */
export function evolveDossier(dossier: Dossier, event: RecordedEvent): Dossier {
  const row = JSON.parse(event.data) as Row;
  const at: [Day, number] = [dayFromText(event.knownOn), event.position];
  switch (event.type) {
    case 'PatientDescribed':
      addVersion(dossier.person, [day(row, 'birth_date'), text(row, 'sex') as Sex, optionalDay(row, 'died_on'), ...at]);
      return dossier;
    case 'CoverageRecorded':
      addVersion(dossier.coverage, [
        text(row, 'kind') === 'C2S' ? C2S : whole(row, 'ald_number'),
        day(row, 'from'),
        optionalDay(row, 'until'),
        ...at,
      ]);
      return dossier;
    case 'TreatingDoctorDeclared':
      addVersion(dossier.declarations, [text(row, 'rpps'), day(row, 'declared_on'), ...at]);
      return dossier;
    case 'ActRecorded':
      addAct(dossier, row, at);
      return dossier;
    case 'SpendingObserved':
      addVersion(dossier.spending, [whole(row, 'year'), optionalWhole(row, 'amount_cents'), ...at]);
      return dossier;
    default:
      throw new RangeError(`${event.type} is not an event of a patient`);
  }
}

/** Ids of the acts of a dossier in the making, so that a long one is not searched for each act. */
const actIds = new WeakMap<readonly ActVersion[], Set<string>>();

/** An act is a fact of its own: its id says whether it was folded before. */
function addAct(dossier: Dossier, row: Row, at: [Day, number]): void {
  const actId = text(row, 'act_id');
  const known = actIds.get(dossier.acts) ?? new Set(dossier.acts.map(([id]) => id));
  actIds.set(dossier.acts, known);
  if (known.has(actId)) return;
  known.add(actId);
  dossier.acts.push([
    actId,
    text(row, 'executant_rpps'),
    text(row, 'profession'),
    text(row, 'act_code'),
    day(row, 'care_on'),
    whole(row, 'base_cents'),
    whole(row, 'paid_cents'),
    text(row, 'qualifier') === INFORMATION_ONLY ? 1 : 0,
    text(row, 'reverses') === '' ? 0 : 1,
    ...at,
  ]);
}
