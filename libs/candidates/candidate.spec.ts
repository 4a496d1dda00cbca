/** The life of a candidate: it applies, one person proposes a decision, another confirms it by its code. */
import { describe, expect, test } from '@jest/globals';
import { candidates } from '#libs/candidates/decide.ts';
import { applicationCode } from '#libs/candidates/state.ts';
import { conditionsOf, isMet, lacking } from '#libs/candidates/conditions.ts';
import type { Application, CandidateDecision, CandidateEvent, SchemeCondition } from '#libs/candidates/events.ts';
import { proposalCode, codeOf } from '#libs/commands/proposal.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { schemeOf } from '#libs/regulation/regulation.ts';
import { REGULATION } from '#test/support/enrolment.ts';
import { by, person, specificationOf } from '#test/support/specification.ts';

const ON = dayFromText('2025-01-01');
const AT = '2026-01-15T10:00:00.000Z';
const APPLICATION: Application = {
  candidate: 'C1',
  name: 'Maison de santé des Saules',
  scheme: 'PRIMORDIAL',
  option: 'ALL',
  scope: 'GP',
  structure: 'MSP',
  finess: '010000024',
  commune: '38185',
  entersOn: ON,
  patients: 1200,
  members: [],
};

const { given } = specificationOf(candidates, 'candidates');
const applied: CandidateEvent = { type: 'CandidateApplied', effective: 'C1', data: APPLICATION };
const CONDITIONS: readonly SchemeCondition[] = conditionsOf(schemeOf(REGULATION, 'PRIMORDIAL'), ON, {
  members: [],
  patients: 300,
  freeMembers: 0,
});
const DECISION: CandidateDecision = {
  candidate: 'C1',
  decision: 'ACCEPT',
  on: ON,
  conditions: CONDITIONS,
  phase: 'FORFAIT_STARTUP',
  reason: 'dossier vu',
};
const proposed: CandidateEvent = { type: 'CandidateDecisionProposed', effective: 'C1', data: DECISION };
const waiting = [by('Alice', applied), by('Alice', proposed)];
const code = codeOf({ step: 'PROPOSED_CANDIDATE', subject: 'C1', content: DECISION, by: person('Alice'), at: AT });

describe('deciding on a candidate', () => {
  const confirm = { type: 'confirm', candidate: 'C1', at: AT, code, conditions: CONDITIONS } as const;

  test('is proposed by one person and confirmed by another, with the code of the proposal', () => {
    given(by('Alice', applied))
      .when({ type: 'propose', ...DECISION })
      .then(proposed);
    given(...waiting)
      .when({ ...confirm, by: person('Bruno') })
      .then({ type: 'CandidateAccepted', effective: 'C1', data: DECISION });
    given(...waiting)
      .when({ ...confirm, by: person('Alice') })
      .thenRefused('SECOND_PERSON_REQUIRED');
    given(...waiting)
      .when({ ...confirm, by: person('Bruno'), code: proposalCode('C1', {}) })
      .thenRefused('PROPOSAL_CHANGED');
  });

  test('is refused if it accepts without the phase in which the team enters', () => {
    const without = { ...DECISION, phase: null };
    const former = codeOf({ step: 'PROPOSED_CANDIDATE', subject: 'C1', content: without, by: person('Alice'), at: AT });
    given(by('Alice', applied), by('Alice', { ...proposed, data: without }))
      .when({ ...confirm, by: person('Bruno'), code: former })
      .thenRefused('DECISION_WITHOUT_PHASE', { candidate: 'C1' });
  });

  test('is refused once the facts give other conditions', () => {
    const changed = CONDITIONS.map((one) => (one.condition === 'PATIENTS' ? { ...one, found: 240 } : one));
    given(...waiting)
      .when({ ...confirm, by: person('Bruno'), conditions: changed })
      .thenRefused('CONDITIONS_CHANGED', { candidate: 'C1' });
  });

  test('may be refused with a reason, and proposed again', () => {
    const refusal: CandidateEvent = {
      type: 'CandidateDecisionRefused',
      effective: 'C1',
      data: { candidate: 'C1', reason: 'liste à revoir' },
    };
    given(...waiting)
      .when({ type: 'refuse', candidate: 'C1', by: person('Bruno'), reason: 'liste à revoir' })
      .then(refusal);
    given(...waiting, by('Bruno', refusal))
      .when({ type: 'propose', ...DECISION, decision: 'DECLINE' })
      .then({ ...proposed, data: { ...DECISION, decision: 'DECLINE' } });
    given(...waiting)
      .when({ type: 'withdraw', candidate: 'C1', by: person('Bruno') })
      .thenRefused('PROPOSED_BY_ANOTHER');
  });

  test('ends the steps that a candidate may take', () => {
    const accepted: CandidateEvent = { type: 'CandidateAccepted', effective: 'C1', data: DECISION };
    const decided = [...waiting, by('Bruno', accepted)];
    given(...decided)
      .when({ type: 'propose', ...DECISION })
      .thenRefused('CANDIDATE_SETTLED', { candidate: 'C1', status: 'ACCEPTED' });
    given(...decided)
      .when({ type: 'apply', application: APPLICATION })
      .thenRefused('CANDIDATE_SETTLED');
    given().when({ type: 'leave', candidate: 'C1', reason: 'plus tard' }).thenRefused('NO_SUCH_CANDIDATE');
  });

  test('is withdrawn as it was read: another application that came in its place stays', () => {
    const read = given(by('Alice', applied)).state.get('C1');
    const code = read && applicationCode(read);
    const leave = { type: 'leave', candidate: 'C1', reason: 'plus tard', code } as const;
    given(by('Alice', applied), by('Alice', { ...applied, data: { ...APPLICATION, patients: 1300 } }))
      .when(leave)
      .thenRefused('PROPOSAL_CHANGED');
    given(by('Alice', applied))
      .when(leave)
      .then({ type: 'ApplicationWithdrawn', effective: 'C1', data: { candidate: 'C1', reason: 'plus tard' } });
  });
});

describe('an application', () => {
  test('replaces the earlier one, until a decision waits', () => {
    const other = { ...APPLICATION, patients: 1300 };
    given(by('Alice', applied)).when({ type: 'apply', application: APPLICATION }).then();
    given(by('Alice', applied))
      .when({ type: 'apply', application: other })
      .then({ ...applied, data: other });
    given(...waiting)
      .when({ type: 'apply', application: other })
      .thenRefused('CANDIDATE_DECISION_WAITS');
  });

  test('withdrawn by its team may come again', () => {
    const left: CandidateEvent = {
      type: 'ApplicationWithdrawn',
      effective: 'C1',
      data: { candidate: 'C1', reason: 'plus tard' },
    };
    given(by('Alice', applied)).when({ type: 'leave', candidate: 'C1', reason: 'plus tard' }).then(left);
    given(by('Alice', applied), by('Alice', left)).when({ type: 'apply', application: APPLICATION }).then(applied);
  });
});

describe('the conditions of a scheme', () => {
  const member = (rpps: string, profession: string, from = '2024-01-01') => ({
    rpps,
    profession,
    from: dayFromText(from),
  });
  const of = (scheme: string, day: string, members: readonly ReturnType<typeof member>[], patients: number) =>
    conditionsOf(schemeOf(REGULATION, scheme), dayFromText(day), { members, patients, freeMembers: members.length });
  const told = (conditions: readonly SchemeCondition[]) =>
    conditions.map((one) => [one.profession ?? one.condition, one.asked, one.found, isMet(one), lacking(one)]);

  test('of PRIMORDIAL are 5 professionals, of them 3 GPs and a nurse, and 250 patients', () => {
    const team = [member('1', 'GP'), member('2', 'GP'), member('3', 'NURSE'), member('4', 'OTHER')];
    expect(told(of('PRIMORDIAL', '2025-01-01', team, 249))).toStrictEqual([
      ['TEXT', 1, 1, true, 0],
      ['PROFESSIONALS', 5, 3, false, 2],
      ['GP', 3, 2, false, 1],
      ['NURSE', 1, 1, true, 0],
      ['PATIENTS', 250, 249, false, 1],
      ['FREE_MEMBERS', 4, 4, true, 0],
    ]);
  });

  test('of PEPS change with its text, and a member counts once, from the member’s first day on', () => {
    const team = [
      member('1', 'GP'),
      member('1', 'GP', '2024-02-01'),
      member('2', 'NURSE'),
      member('3', 'GP', '2025-06-01'),
    ];
    expect(told(of('PEPS', '2024-07-03', team, 250)).slice(1, 4)).toStrictEqual([
      ['PROFESSIONALS', 5, 2, false, 3],
      ['GP', 3, 1, false, 2],
      ['NURSE', 1, 1, true, 0],
    ]);
    expect(told(of('PEPS', '2025-06-01', team, 250)).slice(1)).toStrictEqual([
      ['PROFESSIONALS', 3, 3, true, 0],
      ['GP', 2, 2, true, 0],
      ['NURSE', 1, 1, true, 0],
      ['PATIENTS', 250, 250, true, 0],
      ['FREE_MEMBERS', 3, 4, true, 0],
    ]);
  });

  test('of IPEP are more than 5,000 patients', () => {
    expect(told(of('IPEP', '2024-01-01', [], 5000))[1]).toStrictEqual(['PATIENTS', 5000, 5000, false, 1]);
    expect(told(of('IPEP', '2024-01-01', [], 5001))[1]).toStrictEqual(['PATIENTS', 5000, 5001, true, 0]);
  });

  test('say that no text is in force before the first and after the last', () => {
    expect(told(of('PRIMORDIAL', '2020-10-30', [], 0))).toStrictEqual([['TEXT', 1, 0, false, 1]]);
    expect(told(of('PEPS', '2026-07-04', [], 0))[0]).toStrictEqual(['TEXT', 1, 0, false, 1]);
    expect(told(of('PEPS', '2026-07-03', [], 0))[0]).toStrictEqual(['TEXT', 1, 1, true, 0]);
  });
});
