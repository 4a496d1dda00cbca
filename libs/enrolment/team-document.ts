/** The stored document of a team: each version of a fact as a list of fields without names. Only this file knows their order. */
import { type Day, type Quarter, quarterFromText } from '#libs/kernel/day.ts';
import { type At, addOnce } from '#libs/enrolment/compact.ts';
import type { TeamRoster } from '#libs/enrolment/roster.ts';
import { fieldDay, optionalFieldDay, optionalFieldWhole, rowOf, fieldText, fieldWhole } from '#libs/enrolment/row.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { orGarbled } from '#libs/event-store/event-garbled.ts';
import { orDocumentGarbled } from '#libs/read-store/document-garbled.ts';

type TeamRow = readonly [
  from: Day,
  name: string,
  scheme: string,
  option: string,
  scope: string,
  structure: string,
  finess: string,
  commune: string,
  ...At,
];
type Phase = readonly [phase: string, from: Day, ...At];
type Member = readonly [rpps: string, profession: string, from: Day, until: Day | null, ...At];
type Quality = readonly [year: number, indicator: string, numerator: number, denominator: number, ...At];
type Revenue = readonly [quarter: Quarter, amountCents: number | null, ...At];
type Credit = readonly [dueOn: Day, label: string, amountCents: number | null, ...At];

export interface TeamDocument {
  readonly team: string;
  readonly rows: TeamRow[];
  readonly phases: Phase[];
  readonly members: Member[];
  readonly quality: Quality[];
  readonly revenue: Revenue[];
  readonly credits: Credit[];
}

/** Reads a stored document. Throws DOCUMENT_GARBLED. */
export function readTeam(document: string): TeamRoster {
  return orDocumentGarbled('rosters', () => teamOf(JSON.parse(document) as TeamDocument));
}

/** Folds the events of the stream of a team. Throws EVENT_GARBLED. */
export function foldTeam(team: string, events: readonly RecordedEvent[]): TeamRoster {
  return teamOf(events.reduce((now, event) => orGarbled(event, () => evolveTeam(now, event)), emptyTeam(team)));
}

function teamOf({ team, rows, phases, members, quality, revenue, credits }: TeamDocument): TeamRoster {
  return {
    team,
    rows: rows.map(([from, name, scheme, option, scope, structure, finess, commune, knownOn, position]) => ({
      from,
      name,
      scheme,
      option,
      scope,
      structure,
      finess,
      commune,
      knownOn,
      position,
    })),
    phases: phases.map(([phase, from, knownOn, position]) => ({ phase, from, knownOn, position })),
    members: members.map(([rpps, profession, from, until, knownOn, position]) => ({
      rpps,
      profession,
      from,
      until,
      knownOn,
      position,
    })),
    quality: quality.map(([year, indicator, numerator, denominator, knownOn, position]) => ({
      year,
      indicator,
      numerator,
      denominator,
      knownOn,
      position,
    })),
    revenue: revenue.map(([quarter, amountCents, knownOn, position]) => ({ quarter, amountCents, knownOn, position })),
    credits: credits.map(([dueOn, label, amountCents, knownOn, position]) => ({
      dueOn,
      label,
      amountCents,
      knownOn,
      position,
    })),
  };
}

export function emptyTeam(team: string): TeamDocument {
  return { team, rows: [], phases: [], members: [], quality: [], revenue: [], credits: [] };
}

/** Adds the version of the event to the document, in place. Throws RangeError for an event of another category. */
export function evolveTeam(team: TeamDocument, event: RecordedEvent): TeamDocument {
  const { row, at } = rowOf(event);
  switch (event.type) {
    case 'TeamDescribed':
      addOnce(team.rows, [
        fieldDay(row, 'from'),
        fieldText(row, 'name'),
        fieldText(row, 'scheme'),
        fieldText(row, 'option'),
        fieldText(row, 'scope'),
        fieldText(row, 'structure'),
        fieldText(row, 'finess'),
        fieldText(row, 'commune'),
        ...at,
      ]);
      return team;
    case 'PhaseBegun':
      addOnce(team.phases, [fieldText(row, 'phase'), fieldDay(row, 'from'), ...at]);
      return team;
    case 'MembershipRecorded':
      addOnce(team.members, [
        fieldText(row, 'rpps'),
        fieldText(row, 'profession'),
        fieldDay(row, 'from'),
        optionalFieldDay(row, 'until'),
        ...at,
      ]);
      return team;
    case 'QualityMeasured':
      addOnce(team.quality, [
        fieldWhole(row, 'year'),
        fieldText(row, 'indicator'),
        fieldWhole(row, 'numerator'),
        fieldWhole(row, 'denominator'),
        ...at,
      ]);
      return team;
    case 'ReferenceRevenueSet':
      addOnce(team.revenue, [
        quarterFromText(fieldText(row, 'quarter')),
        optionalFieldWhole(row, 'amount_cents'),
        ...at,
      ]);
      return team;
    case 'StartupCreditGranted':
      addOnce(team.credits, [
        fieldDay(row, 'due_on'),
        fieldText(row, 'label'),
        optionalFieldWhole(row, 'amount_cents'),
        ...at,
      ]);
      return team;
    default:
      throw new RangeError(`${event.type} is not an event of a team`);
  }
}
