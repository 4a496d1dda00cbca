/** The list of tasks of an operator’s week, on a sample. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { dayFromText } from '#libs/kernel/day.ts';
import { accountStream } from '#libs/payments/accounts/account-key.ts';
import { commandLineOf } from '#apps/cli/next-step.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { readDossiers } from '#libs/week/completeness.ts';
import type { Task } from '#libs/week/task.ts';
import type { TaskKind } from '#libs/week/task-kinds.ts';
import { type Todo, todo } from '#libs/week/todo.ts';
import { groupedTask } from '#libs/words/texts/task-groups.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { required } from '#test/support/enrolment.ts';
import { proposeChange, proposeTerms } from '#test/support/money.ts';
import { GOOD_ROWS } from '#test/support/rows.ts';
import { Office, SAMPLE, by } from '#test/support/office.ts';

const REGULATION = loadRegulation(SHIPPED);

function rowsOf(file: string): readonly Readonly<Record<string, string>>[] {
  return parse(readFileSync(join(SAMPLE, file)), { columns: true });
}

describe('the list of tasks', () => {
  const office = new Office();
  let found: Todo;
  afterAll(() => office.close());

  beforeAll(async () => {
    const [first, day] = ['2026-08-01', '2026-10-01'];
    await office.open(first);
    await office.calculate({ from: '2021-Q1', to: '2025-Q4', knownOn: '2026-09-30' });
    for (const team of ['PEPS-02', 'PEPS-04', 'PEPS-05', 'PEPS-06']) await office.decide(team, '2021-Q1', day);
    const paid = await office.run('R1', '2021-03-31', day);
    for (const payment of paid) await office.answer(payment, 'EXECUTED', day, day);
    // Debts of a team that left and of one that stays.
    for (const team of ['PEPS-02', 'PEPS-04', 'PEPS-05', 'PEPS-06']) await office.takeBack(team, '2021-Q1', day);
    for (const team of ['PEPS-02', 'PEPS-04', 'PEPS-05'])
      await office.onStatement(team, '2021-Q1', 'Alice', 'submit', day);
    for (const team of ['PEPS-02', 'PEPS-05']) await office.approveAsItIs(team, '2021-Q1', day);
    // One payment has no answer, one came back, two are due, one is due later.
    await office.decide('PRIM-01', '2025-Q1', day);
    await office.decide('PRIM-02', '2025-Q1', day);
    const [, second] = await office.run('R2', '2025-03-31', day);
    await office.answer(required(second), 'RETURNED', '2026-10-05', '2026-10-06');
    await office.decide('PEPS-04', '2025-Q2', day);
    await office.decide('PEPS-06', '2025-Q2', day);
    await office.decide('IPEP-02', '2025', day);
    await office.submit('PEPS-04', '2025-Q3', day);
    await office.submit('PEPS-06', '2025-Q3', day);
    // An approval interrupted before its posting.
    await office.submit('PEPS-06', '2025-Q4', day);
    await office.onStatement('PEPS-06', '2025-Q4', 'Bruno', 'approve', day);
    await office.proposeAccount(accountStream({ side: 'payee', holder: 'PEPS-01' }), 'PEPS-01', day);
    await proposeTerms(office.log, 'FIR', { amountCents: 200_000_00n, schemes: ['PEPS'] }, ...by('Alice', day));
    const terms = { kind: 'EXCEED_ENVELOPE', envelope: 'FIR', amountCents: 5_00n } as const;
    await proposeChange(office.log, { kind: 'EXCEPTION', exception: 'X1', terms, reason: 'pont' }, ...by('Alice', day));
    const facts = join(office.folder, 'bad');
    mkdirSync(facts);
    const row = { ...GOOD_ROWS.patients, sex: 'X' };
    writeFileSync(join(facts, 'patients.csv'), `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`);
    await office.import(facts);
    found = await todo(office, {
      asOf: dayFromText('2026-10-15'),
      regulation: REGULATION,
      calculateWith: office,
      months: 72,
    });
  });

  function taskOf(kind: TaskKind) {
    return groupedTask(required(found.tasks.find((task) => task.kind === kind)));
  }

  test('lists each kind once, in the order of a week', () => {
    expect(found.tasks.map(({ kind }) => kind)).toStrictEqual([
      'SET_ASIDE',
      'INCOMPLETE',
      'CALCULATE',
      'STALE',
      'SUBMIT',
      'APPROVE',
      'CONFIRM',
      'POST',
      'RELEASE',
      'REISSUE',
      'AWAIT_BANK',
      'COMING',
      'SET_OFF',
      'DEMAND',
      'REGULARISE',
    ]);
    expect(new Set(found.tasks.map(({ kind }) => kind)).size).toBe(found.tasks.length);
  });

  test('asks to calculate exactly the periods that began and were never calculated', () => {
    const { groups, next } = taskOf('CALCULATE');
    expect(groups.map(({ group }) => group)).toStrictEqual([
      '2020',
      '2020-Q1',
      '2020-Q2',
      '2020-Q3',
      '2020-Q4',
      '2026-Q1',
      '2026-Q2',
      '2026-Q3',
      '2026-Q4',
    ]);
    // Three PEPS teams and one IPEP group left in 2025, and IPEP 2026 has not ended.
    expect(groups.at(-1)?.count).toBe(5);
    expect(next.map(commandLineOf)).toStrictEqual([
      'decompte calculate --from 2020-T1 --to 2020-T4 --known-on 2026-10-15',
      'decompte calculate --from 2026-T1 --to 2026-T4 --known-on 2026-10-15',
    ]);
  });

  test('asks to approve submitted statements, after a report', () => {
    const { count, amountCents, groups, next } = taskOf('APPROVE');
    expect([count, amountCents]).toStrictEqual([2, 456_04n + 118_80n]);
    expect(groups.map(({ group }) => group)).toStrictEqual(['2025-Q3, soumis par Alice']);
    expect(next.map(commandLineOf)).toStrictEqual(['decompte variance --period 2025-T3']);
  });

  test('separates what is due, returned, sent and due later, to the cent', () => {
    // PRIM-01 and PRIM-02 of 2025-Q1 were released month by month: one month came back, the others have no answer.
    const sent = [taskOf('REISSUE'), taskOf('AWAIT_BANK')];
    expect(sent.reduce((sum, { amountCents }) => sum + (amountCents ?? 0n), 0n)).toBe(922_08n + 1_240_59n);
    expect(sent.map(({ count }) => count)).toStrictEqual([1, 5]);
    const due = taskOf('RELEASE');
    expect([due.count, due.amountCents]).toStrictEqual([2, 445_20n + 95_04n]);
    expect(due.groups.map(({ group }) => group)).toStrictEqual(['30/06/2025, enveloppe FIR']);
    expect(due.next.map(commandLineOf)).toStrictEqual([
      'decompte payment prepare CAMPAGNE --envelope FIR --due-by 2026-10-15 --as NOM',
    ]);
    const later = taskOf('COMING');
    expect([later.count, later.amountCents]).toStrictEqual([1, 7_337_74n]);
    expect(taskOf('POST').groups.map(({ of }) => of)).toStrictEqual([['PEPS-06 2025-Q4']]);
  });

  test('demands the debt of a team that left, and sets off the debt of one that stays', () => {
    const [stays, left] = [taskOf('SET_OFF'), taskOf('DEMAND')];
    expect([stays.groups[0]?.of, stays.amountCents]).toStrictEqual([['PEPS-02 2021-Q1'], 165_31n]);
    expect([left.groups[0]?.of, left.amountCents]).toStrictEqual([['PEPS-05 2021-Q1'], 389_08n]);
    expect(left.next.map(commandLineOf)).toStrictEqual(['decompte payment demand PEPS-05 --envelope FIR --as NOM']);
  });

  test('asks a second person to confirm accounts, envelopes and exceptions', () => {
    expect(taskOf('CONFIRM').next.map(commandLineOf)).toStrictEqual([
      'decompte payee show PEPS-01',
      'decompte payee confirm PEPS-01 --code CODE --as NOM',
      'decompte payment proposals',
      'decompte payment confirm envelope:FIR --code CODE --as NOM',
      'decompte payment confirm exception:X1 --code CODE --as NOM',
    ]);
  });

  test('lists stale drafts, and decided periods that new facts would change', () => {
    // One is drafted, one submitted: neither is offered for submission or approval.
    expect(taskOf('STALE').groups.map(({ group, of }) => [group, of])).toStrictEqual([
      ['2021-Q1', ['PEPS-06 2021-Q1']],
      ['2021-Q1, soumis par Alice', ['PEPS-04 2021-Q1']],
    ]);
    const changed = taskOf('REGULARISE');
    expect(changed.groups[0]?.of).toStrictEqual(['PEPS-02 2021-Q1', 'PEPS-05 2021-Q1']);
    expect(changed.amountCents).toBe(165_31n + 389_08n);
  });

  test('leaves out the effects of a calculation if none is made', async () => {
    const request = { asOf: dayFromText('2026-10-15'), regulation: REGULATION, months: 72 };
    const { tasks } = await todo(office, request);
    const isRegularisation = ({ kind }: Task): boolean => kind.startsWith('REGULARISATION_');
    expect(tasks.filter((one) => !isRegularisation(one))).toStrictEqual(
      found.tasks.filter(({ kind }) => kind !== 'STALE' && kind !== 'REGULARISE'),
    );
    expect(
      tasks
        .filter(isRegularisation)
        .map(groupedTask)
        .map(({ groups, amountCents }) => [groups[0]?.of, amountCents]),
    ).toStrictEqual([
      [['PEPS-06 2021-Q1'], -73_24n],
      [['PEPS-04 2021-Q1'], -936_56n],
    ]);
  });

  test('counts the acts of the ledger entries as known on the same day, without reversals', async () => {
    const acts = new Map(rowsOf('facts/acts.csv').map((act) => [act['act_id'], act]));
    const counts = new Map<string, number>();
    for (const { act_id: id, team_id: team } of rowsOf('expected/act_ledger_entries.csv')) {
      const act = required(acts.get(id));
      const key = `${team ?? ''} ${act['care_on']?.slice(0, 7) ?? ''}`;
      if (act['reverses'] === '') counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const asOf = dayFromText('2026-09-30');
    const { months: all } = await readDossiers(office, { asOf, months: 72, regulation: REGULATION });
    const months = all.filter(({ month }) => month >= '2021-01' && month <= '2025-12');
    expect(months.length).toBeGreaterThan(300);
    for (const { team, month, acts: came } of months)
      assert.equal(came, counts.get(`${team} ${month}`) ?? 0, `${team} ${month}`);
  });

  test('a month without the facts of a team looks incomplete until they come', () => {
    const months = found.completeness.filter(({ team }) => team === 'PRIM-02');
    expect(months.find(({ month }) => month === '2025-12')?.looksIncomplete).toBe(false);
    const after = months.filter(({ month }) => month >= '2026-01');
    expect(after.length).toBeGreaterThan(0);
    for (const { month, acts, looksIncomplete: short } of after) assert.deepEqual([acts, short], [0, true], month);
  });
});
