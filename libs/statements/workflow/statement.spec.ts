/** The life of a statement: calculated, submitted by one person, approved by another, regularised, withdrawn. */
import assert from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import { type CalculatedStatement, calculated } from '#libs/statements/calculated-statement.ts';
import { statement } from '#libs/statements/workflow/decide.ts';
import { decidedLines } from '#libs/statements/workflow/decisions.ts';
import type { Instalment } from '#libs/statements/rules/statement.ts';
import type { Move, StatementProposal, StatementEvent } from '#libs/statements/workflow/events.ts';
import { by, person, specificationOf } from '#test/support/specification.ts';
import { calculation } from '#test/support/published.ts';

const OF = { team: 'PEPS-01', period: '2021-Q4' };
const [ALICE, BOB] = [person('Alice'), person('Bob')];
const DRAFT = calculation(OF.team, OF.period, 100_00n);
const TODAY = dayFromText('2026-01-15');
const GONE = calculation(OF.team, OF.period, null);

const { given } = specificationOf(statement(OF), 'statement-PEPS-01-2021-Q4');

function calculatedAs(data: CalculatedStatement): StatementEvent {
  const type = data.statement === null ? 'StatementNoLongerDue' : 'StatementCalculated';
  return { type, effective: OF.period, data };
}

/** The proposal of the statement: all its lines, on the days of its instalments. */
function proposalOf({ digest, pin, statement: made }: CalculatedStatement): StatementProposal {
  assert.ok(made);
  const instalments = made.instalments.map(({ dueOn, amountCents }) => ({ dueOn, amountCents }));
  return { number: 0, digest, lines: made.lines, pin, instalments, moves: [] };
}

/** The proposal of a regularisation: one line, and no instalments. */
function regularisationOf(
  number: number,
  { digest, pin }: CalculatedStatement,
  amountCents: bigint,
): StatementProposal {
  return { number, digest, lines: [{ line: 'CAPITATION', amountCents }], pin, instalments: [], moves: [] };
}

type ProposedType = Extract<StatementEvent, { readonly data: { readonly proposal: StatementProposal } }>['type'];
type TakenBackType = Extract<StatementEvent, { readonly data: { readonly reason: string } }>['type'];

function proposed(type: Exclude<ProposedType, 'RegularisationDrafted'>, proposal: StatementProposal): StatementEvent {
  return { type, effective: OF.period, data: { ...OF, proposal } };
}

function drafted(number: number, calculation_: CalculatedStatement, amountCents: bigint): StatementEvent {
  const data = { ...OF, proposal: regularisationOf(number, calculation_, amountCents), calculation: calculation_ };
  return { type: 'RegularisationDrafted', effective: OF.period, data };
}

function takenBack(type: TakenBackType, number: number, reason = 'à revoir'): StatementEvent {
  return { type, effective: OF.period, data: { ...OF, number, reason } };
}

const SUBMITTED = proposed('StatementSubmitted', proposalOf(DRAFT));
const APPROVED = proposed('StatementApproved', proposalOf(DRAFT));
const WITHDRAWN = takenBack('StatementWithdrawn', 0);

const calculatedOnce = [calculatedAs(DRAFT)];
const submittedOnce = [...calculatedOnce, by('Alice', SUBMITTED)];
const approvedOnce = [...submittedOnce, by('Bob', APPROVED)];

describe('submitting', () => {
  test('a calculated statement is submitted with its lines and instalments', () => {
    given(...calculatedOnce)
      .when({ type: 'submit', by: ALICE, on: TODAY })
      .then(SUBMITTED);
  });

  test('refuses to submit a statement that is not calculated, or no longer due', () => {
    given().when({ type: 'submit', by: ALICE, on: TODAY }).thenRefused('STATEMENT_NOT_CALCULATED', OF);
    given(...calculatedOnce, calculatedAs(GONE))
      .when({ type: 'submit', by: ALICE, on: TODAY })
      .thenRefused('STATEMENT_NOT_CALCULATED', OF);
  });

  test('refuses to submit or approve a statement of a prospective scheme', () => {
    assert.ok(DRAFT.statement);
    const { pin, statement: made } = DRAFT;
    const projection = calculated(OF.team, OF.period, pin, {
      ...made,
      scheme: 'FORFAIT_EQUIPE',
      flags: ['PROJECTION'],
    });
    const data = { ...OF, scheme: 'FORFAIT_EQUIPE' };
    given(calculatedAs(projection))
      .when({ type: 'submit', by: ALICE, on: TODAY })
      .thenRefused('PROJECTION_NOT_DECIDED', data);
    given(calculatedAs(projection))
      .when({ type: 'approve', by: BOB, on: TODAY })
      .thenRefused('PROJECTION_NOT_DECIDED', data);
  });

  test('after the end of its text it is decided by an exception alone, and so are its regularisations', () => {
    assert.ok(DRAFT.statement);
    const { pin, statement: made } = DRAFT;
    const ended = calculated(OF.team, OF.period, pin, { ...made, flags: ['SCHEME_ENDED'] });
    const submitted = proposed('StatementSubmitted', proposalOf(ended));
    given(calculatedAs(ended)).when({ type: 'submit', by: ALICE, on: TODAY }).thenRefused('DECIDED_AFTER_END');
    given(calculatedAs(ended)).when({ type: 'submit', by: ALICE, on: TODAY, exception: 'solde' }).then(submitted);
    given(calculatedAs(ended), by('Alice', submitted))
      .when({ type: 'approve', by: BOB, on: TODAY })
      .thenRefused('DECIDED_AFTER_END');
    const higher = calculated(OF.team, OF.period, pin, { ...made, lines: [], flags: ['SCHEME_ENDED'] });
    const draft = drafted(1, higher, -100_00n);
    given(...approvedOnce, draft)
      .when({ type: 'submit', by: ALICE, on: TODAY })
      .thenRefused('DECIDED_AFTER_END', { ...OF, scheme: made.scheme });
  });

  test('refuses to submit a submitted or approved statement', () => {
    given(...submittedOnce)
      .when({ type: 'submit', by: BOB, on: TODAY })
      .thenRefused('ALREADY_SUBMITTED', { ...OF, by: ALICE });
    given(...approvedOnce)
      .when({ type: 'submit', by: ALICE, on: TODAY })
      .thenRefused('ALREADY_DECIDED', OF);
  });

  test('a later calculation does not change a submission', () => {
    const later = calculation(OF.team, OF.period, 120_00n);
    given(...submittedOnce, calculatedAs(later))
      .when({ type: 'approve', by: BOB, on: TODAY })
      .then(APPROVED);
  });
});

describe('when a period may be decided', () => {
  const FIRST = dayFromText('2021-10-01');
  const HIGHER = calculation(OF.team, OF.period, 120_00n);
  const known = (day: string): CalculatedStatement =>
    calculated(OF.team, OF.period, { ...DRAFT.pin, knownOn: dayFromText(day) }, DRAFT.statement);

  test('refuses to submit or approve it before its first day in France', () => {
    const early = known('2021-09-30');
    const data = { ...OF, first: '2021-10-01', on: '2021-09-30' };
    given(calculatedAs(early))
      .when({ type: 'submit', by: ALICE, on: FIRST - 1 })
      .thenRefused('PERIOD_NOT_BEGUN', data);
    const submission = by('Alice', proposed('StatementSubmitted', proposalOf(early)));
    given(calculatedAs(early), submission)
      .when({ type: 'approve', by: BOB, on: FIRST - 1 })
      .thenRefused('PERIOD_NOT_BEGUN', data);
    given(calculatedAs(early))
      .when({ type: 'submit', by: ALICE, on: FIRST })
      .then(proposed('StatementSubmitted', proposalOf(early)));
  });

  test('refuses to submit or approve a calculation known on a future day', () => {
    const late = known('2022-01-01');
    const on = dayFromText('2021-12-31');
    const data = { ...OF, knownOn: '2022-01-01', on: '2021-12-31' };
    given(calculatedAs(late)).when({ type: 'submit', by: ALICE, on }).thenRefused('KNOWN_ON_TO_COME', data);
    const submission = by('Alice', proposed('StatementSubmitted', proposalOf(late)));
    given(calculatedAs(late), submission).when({ type: 'approve', by: BOB, on }).thenRefused('KNOWN_ON_TO_COME', data);
    given(calculatedAs(late), submission)
      .when({ type: 'approve', by: BOB, on: on + 1 })
      .then(proposed('StatementApproved', proposalOf(late)));
  });

  test('refuses a regularisation known on a future day, or before the day of a decision; accepts the same day again', () => {
    const target = (knownOn: number): CalculatedStatement =>
      calculated(OF.team, OF.period, { ...HIGHER.pin, knownOn }, HIGHER.statement);
    given(...approvedOnce)
      .when({ type: 'regularise', by: ALICE, on: TODAY, target: target(TODAY + 1) })
      .thenRefused('KNOWN_ON_TO_COME', { ...OF, knownOn: '2026-01-16', on: '2026-01-15' });
    given(...approvedOnce)
      .when({ type: 'regularise', by: ALICE, on: TODAY, target: target(DRAFT.pin.knownOn - 1) })
      .thenRefused('KNOWN_BEFORE_DECISION', { ...OF, knownOn: '2022-03-30', decided: '2022-03-31' });
    const same = target(DRAFT.pin.knownOn);
    given(...approvedOnce)
      .when({ type: 'regularise', by: ALICE, on: TODAY, target: same })
      .then(drafted(1, same, 20_00n));
    // Drafted by a former version.
    given(...approvedOnce, by('Alice', drafted(1, target(DRAFT.pin.knownOn - 1), 20_00n)))
      .when({ type: 'submit', by: ALICE, on: TODAY })
      .thenRefused('KNOWN_BEFORE_DECISION');
  });
});

describe('approving and rejecting', () => {
  test('one person submits and another approves', () => {
    given(...submittedOnce)
      .when({ type: 'approve', by: BOB, on: TODAY })
      .then(APPROVED);
  });

  test('refuses the approval of the person who submitted, under any spelling of the name', () => {
    given(...submittedOnce)
      .when({ type: 'approve', by: person(' ALICE '), on: TODAY })
      .thenRefused('SECOND_PERSON_REQUIRED', {
        by: person(' ALICE '),
        step: 'SUBMITTED_STATEMENT',
        subject: 'PEPS-01 2021-Q4',
      });
  });

  test('a rejected statement is a draft again; its author may reject it', () => {
    given(...submittedOnce)
      .when({ type: 'reject', by: ALICE, reason: 'à revoir' })
      .then(takenBack('StatementRejected', 0));
    given(...submittedOnce, by('Alice', takenBack('StatementRejected', 0)))
      .when({ type: 'submit', by: ALICE, on: TODAY })
      .then(SUBMITTED);
  });

  test('a rejection needs a reason', () => {
    given(...submittedOnce)
      .when({ type: 'reject', by: BOB, reason: '  ' })
      .thenRefused('REASON_REQUIRED');
  });

  test('refuses to approve or reject a statement that is not submitted', () => {
    const approved = { ...OF, by: BOB, on: expect.any(String) };
    for (const [before, who, code, data] of [
      [[], BOB, 'STATEMENT_NOT_CALCULATED', OF],
      [calculatedOnce, BOB, 'NOTHING_TO_APPROVE', OF],
      [approvedOnce, BOB, 'ALREADY_DECIDED', OF],
      [approvedOnce, { ...BOB, name: 'Carole' }, 'APPROVED_BY_ANOTHER', approved],
    ] as const) {
      given(...before)
        .when({ type: 'approve', by: who, on: TODAY })
        .thenRefused(code, data);
      given(...before)
        .when({ type: 'reject', by: BOB, reason: 'à revoir' })
        .thenRefused('NOTHING_TO_REJECT', OF);
    }
  });

  test('a decision keeps the submitter, the approver, the time, and the revision of its event', () => {
    const { state } = given(...submittedOnce, by('Bob', APPROVED, '2022-04-02T08:00:00.000Z'));
    expect(state.status).toBe('APPROVED');
    const [decision] = state.decisions;
    expect([
      decision?.submittedBy.name,
      decision?.approvedBy.name,
      decision?.approvedAt,
      decision?.revision,
    ]).toStrictEqual(['Alice', 'Bob', '2022-04-02T08:00:00.000Z', 2]);
  });

  test('rejects a log with an approval without a submission', () => {
    expect(() => given(...calculatedOnce, by('Bob', APPROVED))).toThrow(/event 2 approves nothing/);
  });
});

describe('withdrawing', () => {
  test('the last decision is withdrawn, with a reason', () => {
    given(...approvedOnce)
      .when({ type: 'withdraw', by: BOB, reason: 'à revoir' })
      .then(WITHDRAWN);
    given(...approvedOnce)
      .when({ type: 'withdraw', by: BOB, reason: '' })
      .thenRefused('REASON_REQUIRED');
  });

  test('refuses to withdraw a statement that is not approved', () => {
    for (const before of [[], calculatedOnce, submittedOnce])
      given(...before)
        .when({ type: 'withdraw', by: BOB, reason: 'à revoir' })
        .thenRefused('NOTHING_TO_WITHDRAW', OF);
  });

  test('a statement withdrawn and submitted again is the same decision, under another revision', () => {
    const again = [...approvedOnce, by('Bob', WITHDRAWN)];
    given(...again)
      .when({ type: 'submit', by: ALICE, on: TODAY })
      .then(SUBMITTED);
    const { state } = given(...again, by('Alice', SUBMITTED), by('Bob', APPROVED));
    expect(state.decisions.map(({ number, revision }) => [number, revision])).toStrictEqual([[0, 5]]);
  });

  test('refuses to submit a statement withdrawn after the team left', () => {
    given(...approvedOnce, calculatedAs(GONE), by('Bob', WITHDRAWN))
      .when({ type: 'submit', by: ALICE, on: TODAY })
      .thenRefused('STATEMENT_NOT_CALCULATED');
  });
});

describe('regularising', () => {
  const UP = calculation(OF.team, OF.period, 130_00n);
  const DOWN = calculation(OF.team, OF.period, 70_00n);
  const regularisedAs = proposed('RegularisationApproved', regularisationOf(1, UP, 30_00n));
  const regularised = [
    ...approvedOnce,
    by('Alice', drafted(1, UP, 30_00n)),
    by('Alice', proposed('RegularisationSubmitted', regularisationOf(1, UP, 30_00n))),
    by('Bob', regularisedAs),
  ];

  test('a credit that moved within its period, or another number of instalments, is a difference by itself', () => {
    const made = DRAFT.statement;
    assert.ok(made);
    const due = (...instalments: readonly (readonly [Instalment['kind'], string, bigint])[]): CalculatedStatement =>
      calculated(OF.team, OF.period, DRAFT.pin, {
        ...made,
        instalments: instalments.map(([kind, day, amountCents]) => ({ kind, dueOn: dayFromText(day), amountCents })),
      });
    const first = due(
      ['INSTALMENT', '2021-10-31', 33n],
      ['INSTALMENT', '2021-11-30', 33n],
      ['INSTALMENT', '2021-12-31', 34n],
      ['STARTUP_CREDIT', '2021-11-30', 50n],
    );
    const then = due(['INSTALMENT', '2021-12-31', 100n], ['STARTUP_CREDIT', '2021-12-15', 50n]);
    const move = (kind: Instalment['kind'], from: string, to: string, amountCents: bigint): Move => ({
      kind,
      from: dayFromText(from),
      to: dayFromText(to),
      amountCents,
    });
    const moves = [
      move('INSTALMENT', '2021-10-31', '2021-12-31', 33n),
      move('INSTALMENT', '2021-11-30', '2021-12-31', 33n),
      move('STARTUP_CREDIT', '2021-11-30', '2021-12-15', 50n),
    ];
    const proposal = { number: 1, digest: then.digest, lines: [], pin: then.pin, instalments: [], moves };
    const decided = [
      calculatedAs(first),
      by('Alice', proposed('StatementSubmitted', proposalOf(first))),
      by('Bob', proposed('StatementApproved', proposalOf(first))),
    ];
    const draft: StatementEvent = {
      type: 'RegularisationDrafted',
      effective: OF.period,
      data: { ...OF, proposal, calculation: then },
    };
    given(...decided)
      .when({ type: 'regularise', by: ALICE, on: TODAY, target: then })
      .then(draft);
    // The next calculation is compared with the last decision.
    given(
      ...decided,
      by('Alice', draft),
      by('Alice', proposed('RegularisationSubmitted', proposal)),
      by('Bob', proposed('RegularisationApproved', proposal)),
    )
      .when({ type: 'regularise', by: ALICE, on: TODAY, target: then })
      .then();
  });

  test('a draft has the difference from the decisions, up or down, and its calculation', () => {
    given(...approvedOnce)
      .when({ type: 'regularise', by: ALICE, on: TODAY, target: UP })
      .then(drafted(1, UP, 30_00n));
    given(...approvedOnce)
      .when({ type: 'regularise', by: ALICE, on: TODAY, target: DOWN })
      .then(drafted(1, DOWN, -30_00n));
  });

  test('a later regularisation is the difference from the sum of all decisions', () => {
    given(...regularised)
      .when({ type: 'regularise', by: ALICE, on: TODAY, target: DOWN })
      .then(drafted(2, DOWN, -60_00n));
  });

  test('a team that is no longer in the experiment gives everything back', () => {
    given(...approvedOnce)
      .when({ type: 'regularise', by: ALICE, on: TODAY, target: GONE })
      .thenState((state) => {
        assert.ok(state.status === 'REGULARISATION_DRAFTED');
        expect(state.drafted.lines).toStrictEqual([
          { line: 'CAPITATION', amountCents: -100_00n },
          { line: 'DOUBLE_PAYMENT', amountCents: 50n },
        ]);
      });
  });

  test('drafts nothing without a difference', () => {
    given(...approvedOnce)
      .when({ type: 'regularise', by: ALICE, on: TODAY, target: DRAFT })
      .then();
  });

  test('refuses to regularise a period that is not decided', () => {
    for (const before of [[], calculatedOnce, submittedOnce])
      given(...before)
        .when({ type: 'regularise', by: ALICE, on: TODAY, target: UP })
        .thenRefused('NOTHING_TO_REGULARISE', OF);
  });

  test('a new draft replaces an unsubmitted one, under the next number', () => {
    given(...regularised.slice(0, 4))
      .when({ type: 'regularise', by: BOB, on: TODAY, target: DOWN })
      .then(drafted(2, DOWN, -30_00n));
  });

  test('refuses a draft while a regularisation is submitted', () => {
    given(...regularised.slice(0, 5))
      .when({ type: 'regularise', by: ALICE, on: TODAY, target: DOWN })
      .thenRefused('REGULARISATION_ALREADY_OPEN', OF);
  });

  test('a draft that is not submitted is rejected, and its number is not used again', () => {
    const rejected = takenBack('RegularisationRejected', 1);
    given(...regularised.slice(0, 4))
      .when({ type: 'reject', by: ALICE, reason: 'à revoir' })
      .then(rejected);
    given(...regularised.slice(0, 4), by('Alice', rejected))
      .when({ type: 'regularise', by: ALICE, on: TODAY, target: DOWN })
      .then(drafted(2, DOWN, -30_00n));
  });

  test('one person submits a regularisation and another approves or rejects it', () => {
    given(...regularised.slice(0, 4))
      .when({ type: 'submit', by: ALICE, on: TODAY })
      .then(proposed('RegularisationSubmitted', regularisationOf(1, UP, 30_00n)));
    const submitted = given(...regularised.slice(0, 5));
    submitted.when({ type: 'approve', by: ALICE, on: TODAY }).thenRefused('SECOND_PERSON_REQUIRED');
    submitted.when({ type: 'approve', by: BOB, on: TODAY }).then(regularisedAs);
    submitted.when({ type: 'reject', by: BOB, reason: 'à revoir' }).then(takenBack('RegularisationRejected', 1));
  });

  test('refuses to withdraw a decision while one of its regularisations is open', () => {
    for (const before of [regularised.slice(0, 4), regularised.slice(0, 5)])
      given(...before)
        .when({ type: 'withdraw', by: BOB, reason: 'à revoir' })
        .thenRefused('REGULARISATION_UNDER_WAY', OF);
  });

  test('the last regularisation is withdrawn first, then the statement', () => {
    given(...regularised)
      .when({ type: 'withdraw', by: BOB, reason: 'à revoir' })
      .then(takenBack('RegularisationWithdrawn', 1));
    given(...regularised, by('Bob', takenBack('RegularisationWithdrawn', 1)))
      .when({ type: 'withdraw', by: BOB, reason: 'à revoir' })
      .then(WITHDRAWN);
  });

  test('the number of a regularisation that was rejected or withdrawn is not used again', () => {
    given(...regularised.slice(0, 5), by('Bob', takenBack('RegularisationRejected', 1)))
      .when({ type: 'regularise', by: ALICE, on: TODAY, target: DOWN })
      .then(drafted(2, DOWN, -30_00n));
    given(...regularised, by('Bob', takenBack('RegularisationWithdrawn', 1)))
      .when({ type: 'regularise', by: ALICE, on: TODAY, target: DOWN })
      .then(drafted(2, DOWN, -30_00n));
  });

  test('a decision keeps the due days of its calculation, against which the next one is held', () => {
    const schedules = given(...regularised).state.decisions.map(({ schedule }) => schedule);
    expect(schedules).toStrictEqual([DRAFT.statement?.instalments, UP.statement?.instalments]);
  });

  test('the sum of the decisions equals the last calculation decided', () => {
    const { state } = given(...regularised);
    expect(decidedLines(state.decisions)).toStrictEqual(UP.statement?.lines);
  });
});

test('a calculation replaces a draft; the scheme comes from the last calculation with a statement', () => {
  const later = calculated(OF.team, OF.period, { ...DRAFT.pin, knownOn: dayFromText('2022-06-30') }, DRAFT.statement);
  const { state } = given(...calculatedOnce, calculatedAs(later), calculatedAs(GONE));
  expect([state.status, state.scheme, state.calculated?.digest]).toStrictEqual(['NONE', 'PEPS', GONE.digest]);
});
