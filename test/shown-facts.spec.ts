/** Each kind of fact of a patient or a team is in the state that a history and the page of a team show. */
import { expect, test } from '@jest/globals';
import { teamView } from '#apps/api/teams/team.views.ts';
import { foldTeam } from '#libs/enrolment/team-document.ts';
import { teamAsKnown } from '#libs/enrolment/queries/find-team.ts';
import { type RecordedEvent, categoryOf } from '#libs/event-store/event.ts';
import { patientState, teamState } from '#libs/history/of-facts.ts';
import { FACT_KINDS, type FactName, factKindOf } from '#libs/intake/fact-kinds.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { patientHistoryText, teamHistoryText } from '#libs/words/texts/history-text.ts';
import { factEvent } from '#test/support/events.ts';

const LATER = dayFromText('2026-11-01');

function exampleOf(name: FactName, position?: number): RecordedEvent {
  return factEvent(name, factKindOf(name).example, position);
}

function kindsOf(category: string): readonly FactName[] {
  return FACT_KINDS.map(({ name }) => name).filter((name) => categoryOf(exampleOf(name).stream) === category);
}

function patientText(events: readonly RecordedEvent[]): string {
  return patientHistoryText('P', { events: [], state: patientState('P', events, {}) }, {});
}

function teamText(events: readonly RecordedEvent[]): string {
  return teamHistoryText('T', { events: [], state: teamState(foldTeam('T', events), {}) }, {});
}

function teamPage(events: readonly RecordedEvent[]): unknown {
  const found = teamAsKnown(foldTeam('T', events), LATER);
  return found === undefined ? undefined : teamView(found, LATER);
}

test.each(kindsOf('patient'))('a fact of %s is in the state that the history of a patient ends with', (name) => {
  expect(patientText([exampleOf(name)])).not.toBe(patientText([]));
});

test.each(kindsOf('team'))('a fact of %s is in the state that the history of a team ends with', (name) => {
  expect(teamText([exampleOf(name)])).not.toBe(teamText([]));
});

test.each(kindsOf('team'))('a fact of %s is on the page of a team', (name) => {
  const [described, fact] = [exampleOf('teams'), exampleOf(name, 2)];
  const before = name === 'teams' ? [] : [described];
  expect(teamPage([...before, fact])).not.toStrictEqual(teamPage(before));
});
