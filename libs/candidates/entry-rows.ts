/** The rows of facts with which a candidate enters: its identity, its first phase and its members, as known on the day of the decision. */
import type { Application } from '#libs/candidates/events.ts';
import { MEMBERS } from '#libs/enrolment/facts/membership-recorded.ts';
import { PHASES } from '#libs/enrolment/facts/phase-begun.ts';
import { TEAMS } from '#libs/enrolment/facts/team-described.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { toEvent } from '#libs/facts/fact-event.ts';
import type { FactKind } from '#libs/facts/fact-kind.ts';
import { type Day, dayText } from '#libs/kernel/day.ts';
import type { Scheme } from '#libs/regulation/regulation.ts';

const LEFT = 'LEFT';

export interface EntryRow {
  readonly kind: FactKind & { readonly name: 'teams' | 'phases' | 'members' };
  /** In the canonical order of the columns. */
  readonly fields: readonly string[];
  /** The application's name for a column of the row. */
  readonly named: (column: string) => string;
}

/** The phases with which a team may enter; the first is the default. */
export function firstPhases({ phases }: Scheme): readonly string[] {
  return phases.filter((phase) => phase !== LEFT);
}

/** The team first: its other rows are checked against it. */
export function entryRows(application: Application, phase: string, on: Day): readonly EntryRow[] {
  const { candidate, entersOn, members, name, scheme, option, scope, structure, finess, commune } = application;
  const row = { team_id: candidate, from: dayText(entersOn), known_on: dayText(on) };
  const team = { ...row, name, scheme, option, scope, structure, finess, commune };
  const ofTeam = (column: string): string =>
    column === 'team_id' ? 'candidate' : column === 'from' ? 'entersOn' : column;
  return [
    { kind: TEAMS, fields: fieldsOf(TEAMS, team), named: ofTeam },
    { kind: PHASES, fields: fieldsOf(PHASES, { ...row, phase }), named: ofTeam },
    ...members.map(({ rpps, profession, from }, i) => ({
      kind: MEMBERS,
      fields: fieldsOf(MEMBERS, { ...row, rpps, profession, from: dayText(from), until: '' }),
      named: (column: string): string => (column === 'team_id' ? 'candidate' : `members/${i}/${column}`),
    })),
  ];
}

/** Whether each is in the log. */
export function recordedRows(log: EventStore, rows: readonly EntryRow[]): Promise<readonly boolean[]> {
  const events = rows.map(({ kind, fields }) => toEvent(kind)(fields));
  return log.known(events.map(({ stream, event }) => ({ stream, id: event.id })));
}

function fieldsOf({ columns }: FactKind, row: Readonly<Record<string, string>>): readonly string[] {
  return columns.map(({ name }) => row[name] ?? '');
}
