/** History of a patient and of a team: their facts with the corrections, and their state as known. */
import { type Day, dayText, optionalDayText, quarterText } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import { C2S } from '#libs/enrolment/dossier.ts';
import { foldDossier } from '#libs/enrolment/dossiers.ts';
import { patientAsKnown } from '#libs/enrolment/patient.ts';
import { type TeamRoster } from '#libs/enrolment/roster.ts';
import { foldTeam } from '#libs/enrolment/team-document.ts';
import { creditKey, memberKey, resultKey } from '#libs/enrolment/teams.ts';
import { type Knowledge, inForce } from '#libs/enrolment/versions.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { erasedPatients } from '#libs/event-store/sealed/erased-patients.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type CorrectableFact, withCorrections } from '#libs/history/corrections.ts';
import { type HistoryView, readHistory } from '#libs/history/recorded.ts';
import { unknown } from '#libs/history/refusals.ts';

export interface PatientState {
  /** Undefined if the person is unknown. */
  readonly person: { readonly birth: string; readonly sex: string; readonly diedOn: string | null } | undefined;
  /** `ald` null: C2S. `active`: on the day of the view, or open-ended if there is no such day. */
  readonly coverage: readonly {
    readonly ald: number | null;
    readonly from: string;
    readonly until: string | null;
    readonly active: boolean;
  }[];
  /** On the day of the view, or the last declared; an empty rpps: none any more. */
  readonly treatingDoctor: { readonly rpps: string; readonly declaredOn: string } | undefined;
  readonly acts: number;
  readonly spending: readonly { readonly year: number; readonly cents: number }[];
}

export interface TeamState {
  readonly rows: readonly {
    readonly from: string;
    readonly name: string;
    readonly scheme: string;
    readonly option: string;
    readonly scope: string;
    readonly commune: string;
  }[];
  readonly phases: readonly { readonly from: string; readonly phase: string }[];
  readonly members: readonly {
    readonly rpps: string;
    readonly profession: string;
    readonly from: string;
    readonly until: string | null;
    readonly active: boolean;
  }[];
  /** Ordered by year, then by indicator. */
  readonly quality: readonly {
    readonly year: number;
    readonly indicators: number;
    readonly results: readonly {
      readonly indicator: string;
      readonly numerator: number;
      readonly denominator: number;
    }[];
  }[];
  readonly revenue: readonly { readonly quarter: string; readonly cents: number }[];
  readonly credits: readonly { readonly dueOn: string; readonly label: string; readonly cents: number }[];
}

export interface FactHistory<State> {
  readonly events: readonly CorrectableFact[];
  readonly state: State;
}

function knowledge(view: HistoryView): Knowledge {
  return { day: view.knownOn ?? Infinity, position: view.position ?? Infinity };
}

/** Whether it is active on a day, or open-ended if no day is given. */
function isActive(from: Day, until: Day | null, day: Day | undefined): boolean {
  return day === undefined ? until === null : from <= day && (until ?? Infinity) >= day;
}

/** Throws PATIENT_NOT_RECORDED, PATIENT_IS_ERASED. */
export async function patientHistory(
  log: EventStore,
  id: string,
  view: HistoryView,
): Promise<FactHistory<PatientState>> {
  if ((await erasedPatients(log))(id)) throw unknown('PATIENT_IS_ERASED', {});
  const found = await readHistory(log, `patient-${id}`, view);
  if (found === undefined) throw unknown('PATIENT_NOT_RECORDED', { patient: id });
  const { recorded, events } = found;
  return { events: withCorrections(events), state: patientState(id, recorded, view) };
}

/** The state of a patient as known; dates as text. */
export function patientState(id: string, recorded: readonly RecordedEvent[], view: HistoryView): PatientState {
  const dossier = foldDossier(id, recorded);
  const { person, coverage, declarations, acts, spending } = patientAsKnown(dossier, knowledge(view));
  const doctor = declarations.findLast(({ declaredOn }) => declaredOn <= (view.knownOn ?? Infinity));
  return {
    person:
      person === undefined
        ? undefined
        : { birth: dayText(person.birth), sex: person.sex, diedOn: optionalDayText(person.diedOn) },
    coverage: coverage
      .toSorted((a, b) => a.from - b.from || a.aldNumber - b.aldNumber)
      .map(({ aldNumber, from, until }) => ({
        ald: aldNumber === C2S ? null : aldNumber,
        from: dayText(from),
        until: optionalDayText(until),
        active: isActive(from, until === Infinity ? null : until, view.knownOn),
      })),
    treatingDoctor: doctor === undefined ? undefined : { rpps: doctor.rpps, declaredOn: dayText(doctor.declaredOn) },
    acts: acts.length,
    spending: spending
      .flatMap(({ year, amountCents }) => (amountCents === null ? [] : [{ year, cents: amountCents }]))
      .sort((a, b) => a.year - b.year),
  };
}

/** Throws TEAM_WITHOUT_FACTS. */
export async function teamHistory(log: EventStore, id: string, view: HistoryView): Promise<FactHistory<TeamState>> {
  const found = await readHistory(log, `team-${id}`, view);
  if (found === undefined) throw unknown('TEAM_WITHOUT_FACTS', { team: id });
  const { recorded, events } = found;
  return { events: withCorrections(events), state: teamState(foldTeam(id, recorded), view) };
}

/** The state of a team as known; dates and quarters as text. */
export function teamState(
  { rows, phases, members, quality, revenue, credits }: TeamRoster,
  view: HistoryView,
): TeamState {
  const known = knowledge(view);
  const results = inForce(quality, resultKey, known);
  return {
    rows: inForce(rows, ({ from }) => from, known)
      .sort((a, b) => a.from - b.from)
      .map(({ from, name, scheme, option, scope, commune }) => ({
        from: dayText(from),
        name,
        scheme,
        option,
        scope,
        commune,
      })),
    phases: inForce(phases, ({ from }) => from, known)
      .filter(({ phase }) => phase !== '')
      .sort((a, b) => a.from - b.from)
      .map(({ phase, from }) => ({ from: dayText(from), phase })),
    members: inForce(members, memberKey, known)
      .sort((a, b) => a.from - b.from)
      .map(({ rpps, profession, from, until }) => ({
        rpps,
        profession,
        from: dayText(from),
        until: optionalDayText(until),
        active: isActive(from, until, view.knownOn),
      })),
    quality: [...Map.groupBy(results, ({ year }) => year)]
      .sort(([a], [b]) => a - b)
      .map(([year, all]) => ({
        year,
        indicators: all.length,
        results: all
          .map(({ indicator, numerator, denominator }) => ({ indicator, numerator, denominator }))
          .sort((a, b) => compareText(a.indicator, b.indicator)),
      })),
    revenue: inForce(revenue, ({ quarter }) => quarter, known)
      .sort((a, b) => a.quarter - b.quarter)
      .flatMap(({ quarter, amountCents: cents }) => (cents === null ? [] : [{ quarter: quarterText(quarter), cents }])),
    credits: inForce(credits, creditKey, known)
      .sort((a, b) => a.dueOn - b.dueOn)
      .flatMap(({ dueOn, label, amountCents: cents }) =>
        cents === null ? [] : [{ dueOn: dayText(dueOn), label, cents }],
      ),
  };
}
