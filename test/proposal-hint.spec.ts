/** The commands that the command line proposes after a refusal. */
import { expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import { refused as refusedOfStatement } from '#libs/statements/workflow/refusals.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { commandLineOf } from '#apps/cli/next-step.ts';
import { afterEndLine, nextStepAfter, withNextStep } from '#apps/cli/proposal-hint.ts';

const AMOUNTS = { leftCents: 100n, wantedCents: 250n };

test('an approval beyond an envelope names the command that proposes its exception, with the amount that is missing', () => {
  const beyond = refused('COMMITTED_BEYOND_ENVELOPE', { envelope: 'FIR', ...AMOUNTS });
  expect(nextStepAfter(beyond)).toBe(
    'decompte payment exception propose EXCEPTION --kind dépassement --envelope FIR --amount 150 --reason MOTIF --as NOM',
  );
});

test('terms below the used amount name it too', () => {
  const below = refused('ENVELOPE_BELOW_USE', { envelope: 'FIR', amountCents: 100n, usedCents: 130n });
  expect(nextStepAfter(below)).toContain('--kind dépassement --envelope FIR --amount 30 ');
});

test('a refused run names a command for each fault that an exception permits', () => {
  const dueBy = dayFromText('2026-03-31');
  const leftOut = [
    { team: 'T1', reason: 'ACCOUNT_HELD', until: dueBy, amountCents: 1n },
    { team: 'T2', reason: 'NO_ACCOUNT', until: null, amountCents: 1n },
  ] as const;
  const error = refused('RUN_REFUSED', {
    run: 'R1',
    faults: [
      { code: 'NOTHING_PAYABLE', data: { envelope: 'FIR', leftOut } },
      { code: 'RELEASED_EARLY', data: { envelope: 'FIR', dueBy, today: dueBy - 1 } },
      { code: 'ENVELOPE_OVERDRAWN', data: { envelope: 'FIR', ...AMOUNTS } },
      { code: 'EXECUTION_DAY_PAST', data: { executionDay: dueBy, today: dueBy, next: dueBy } },
    ],
  });
  const commands = [
    '--kind compte --team T1',
    '--kind échéance --envelope FIR --until 2026-03-31',
    '--kind dépassement',
  ];
  expect(nextStepAfter(error)?.split(' ; ')).toStrictEqual(
    commands.map((of) => expect.stringContaining(`payment exception propose EXCEPTION ${of}`)),
  );
});

test('of many held accounts, the commands for the first are enough', () => {
  const leftOut = Array.from({ length: 9 }, (_, index) => ({
    team: `T${index}`,
    reason: 'ACCOUNT_HELD' as const,
    until: dayFromText('2026-03-31'),
    amountCents: 1n,
  }));
  expect(nextStepAfter(refused('NOTHING_PAYABLE', { envelope: 'FIR', leftOut }))?.split(' ; ')).toHaveLength(3);
});

test('a refusal that no exception permits names no command', () => {
  expect(nextStepAfter(refused('NOTHING_OWED', { team: 'T1' }))).toBeUndefined();
});

test.each([
  ['NO_SUCH_PROPOSAL', 'payment proposals'],
  ['ENVELOPE_NOT_CONFIRMED', 'envelope show'],
  ['NO_PREPARED_RUN', 'payment list'],
  ['NO_SUCH_ERASURE', 'erasures list'],
  ['NO_ERASURE_PROPOSED', 'erasures list'],
  ['NO_MERGE_PROPOSED', 'duplicates'],
  ['NOTHING_SET_ASIDE', 'rejected'],
])('the list of which the sentence of %s speaks is a command: %s', (code, command) => {
  expect(nextStepAfter({ code, data: {} })).toBe(`decompte ${command}`);
});

test('an erasure that is confirmed and not finished names the command that finishes it', () => {
  const told = (isFinished: boolean): string | undefined =>
    nextStepAfter({ code: 'ALREADY_ERASED', data: { erasure: 'a1', isFinished } });
  expect(told(false)).toBe('decompte erasures finish');
  expect(told(true)).toBeUndefined();
});

test('an event that no command makes names the two audits that its sentence speaks of', () => {
  expect(nextStepAfter({ code: 'EVENT_IMPOSSIBLE', data: { position: 12 } })).toBe(
    'decompte audit rules ; decompte audit verify',
  );
});

test('what a projection holds otherwise than the log names the command that makes it again', () => {
  const stored = { code: 'STORED_OTHERWISE', data: { projection: 'statements', position: 12 } };
  expect(nextStepAfter(stored)).toBe('decompte projections rebuild statements');
  expect(nextStepAfter({ code: 'RECOMPUTED_OTHERWISE', data: { team: 'IPEP-01', period: '2022' } })).toBe(
    'decompte projections rebuild dossiers ; decompte projections rebuild rosters',
  );
});

test('a refused decision names the step to do first', () => {
  const of = { team: 'IPEP-01', period: '2022' };
  expect(nextStepAfter(refusedOfStatement('STATEMENT_STALE', of))).toBe(
    'decompte calculate --from 2022-T1 --to 2022-T4 --team IPEP-01',
  );
  expect(nextStepAfter(refusedOfStatement('NOTHING_TO_APPROVE', of))).toBe('decompte show IPEP-01 2022');
  expect(nextStepAfter(refusedOfStatement('DRAFTS_OUTDATED', { periods: ['2022-Q3', '2022-Q4'] }))).toBe(
    'decompte variance --period 2022-T3',
  );
  expect(nextStepAfter(refusedOfStatement('ALREADY_DECIDED', of))).toBeUndefined();
});

test('the next command is in brackets, and follows a colon where the sentence has brackets at its end', () => {
  const of = { team: 'IPEP-01', period: '2022' };
  const told = (error: Error & { readonly code: string; readonly data: object }): string =>
    withNextStep(sentenceOf(error), error);
  expect(told(refusedOfStatement('NOTHING_TO_APPROVE', of))).toMatch(
    /rien à approuver \(decompte show IPEP-01 2022\)\.$/,
  );
  for (const code of ['VARIANCE_REPORT_REQUIRED', 'VARIANCE_REPORT_OUTDATED', 'DRAFTS_OUTDATED'] as const)
    expect(told(refusedOfStatement(code, { periods: ['2022-Q3'] }))).toMatch(
      /code[^()]* \(variance\) : decompte variance --period 2022-T3\.$/,
    );
  expect(told(refusedOfStatement('ALREADY_DECIDED', of))).toMatch(/[^).]\.$/);
});

test('a team to name is a word in capitals, which is no value', () => {
  expect(afterEndLine(undefined, '2026-Q4')).toContain(' --team ÉQUIPE --period 2026-T4 ');
  expect(afterEndLine('équipe 1', '2026-Q4')).toContain(" --team 'équipe 1' ");
});

test('a name with a blank is one word of the command', () => {
  const of = { team: 'équipe 1', period: '2022' };
  expect(nextStepAfter(refusedOfStatement('DECIDED_AFTER_END', { ...of, end: 0 } as never))).toContain(
    "--team 'équipe 1' --period 2022",
  );
  expect(commandLineOf({ step: 'REVIEW_PAYEE', team: 'équipe 1' })).toBe("decompte payee show 'équipe 1'");
  expect(commandLineOf({ step: 'REJECT', team: 'équipe 1', period: '2022' })).toContain("reject 'équipe 1' 2022");
});

test('a close-out names the option that leaves money open, and the one that names a scheme', () => {
  const of = { kind: 'TEAM', name: 'PEPS' };
  expect(nextStepAfter({ code: 'MONEY_OPEN', data: { ...of, open: [] } })).toBe('--leave-open');
  expect(nextStepAfter({ code: 'NOTHING_TO_CLOSE', data: { ...of, lastDay: '2025-12-31' } })).toContain(
    'avec --scheme',
  );
});
