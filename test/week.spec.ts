/** The operator’s week on a sample: tasks, variance before approval, accruals, and the export for the general ledger. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { CommandMeta } from '#libs/commands/person.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { dayFromText, dayOfInstant, quarterFromText } from '#libs/kernel/day.ts';
import { fraction } from '#libs/kernel/fraction.ts';
import { statementId, loadStatement, statements, loadStatements } from '#libs/statements/workflow/statements.ts';
import { accountKeyOf, accountStream } from '#libs/payments/accounts/account-key.ts';
import { commandLineOf } from '#apps/cli/next-step.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { calculated } from '#libs/statements/calculated-statement.ts';
import { type AccountingEntry, FEC_COLUMNS, balancedTotal, fecText } from '#libs/week/accounting-entry.ts';
import { accrualEntries, accruals } from '#libs/week/accruals.ts';
import { LEDGER_ACCOUNTS } from '#libs/week/chart-of-accounts.ts';
import { readDossiers } from '#libs/week/completeness.ts';
import { generalLedger } from '#libs/week/general-ledger.ts';
import type { Task } from '#libs/week/task.ts';
import type { TaskKind } from '#libs/week/task-kinds.ts';
import { teamsDueFor } from '#libs/week/teams-due.ts';
import { type Todo, todo } from '#libs/week/todo.ts';
import { postDecisions } from '#libs/statements/workflow/post-decisions.ts';
import { coverage, coveredByReports, varianceCode } from '#libs/statements/workflow/variance-code.ts';
import { earlyText } from '#libs/words/labels/early-drafts.ts';
import { explanationSentences, varianceCsv } from '#libs/words/texts/variance-text.ts';
import { groupedTask } from '#libs/words/texts/task-groups.ts';
import { type TeamVariance, variance } from '#libs/week/variance.ts';
import { SubmitStatements, SubmitStatementsHandler } from '#libs/statements/workflow/commands/submit-statements.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { approve, refusalsOf, regularise, submit } from '#test/support/decisions.ts';
import { Product } from '#test/support/product.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { GOOD_ROWS } from '#test/support/rows.ts';
import { required } from '#test/support/enrolment.ts';
import {
  confirmAccount,
  confirmTerms,
  findRun,
  makeRun,
  proposeChange,
  proposeAccount,
  proposeTerms,
  takeAnswer,
} from '#test/support/money.ts';

const SAMPLE = fileURLToPath(new URL('samples/boundaries', import.meta.url));
const FACTS = join(SAMPLE, 'facts');
const REGULATION = loadRegulation(SHIPPED);
const TWENTY_PERCENT = fraction(20);
const ALL = ['PEPS-02', 'PEPS-04', 'PEPS-05', 'PEPS-06', 'PRIM-01', 'PRIM-02', 'IPEP-02'];

function rowsOf(file: string): readonly Readonly<Record<string, string>>[] {
  return parse(readFileSync(join(SAMPLE, file)), { columns: true });
}

let keys = 0;

/** A command of a person on a day, under a new key. */
function by(name: string, day: string): [CommandMeta, Commit] {
  const at = `${day}T09:00:00.000Z`;
  const key = `key-${++keys}`;
  return [
    { by: { name, assurance: 'asserted', osUser: 'test' }, key, at },
    { recordedAt: at, actor: name, correlation: key, causation: 'test' },
  ];
}

/** The product with an operator, a colleague and the accountant. */
class Office extends Product {
  async open(day: string): Promise<void> {
    await this.import(FACTS);
    const terms = { amountCents: 100_000_00n, schemes: ['PEPS', 'PRIMORDIAL', 'IPEP'] };
    await proposeTerms(this.log, 'FIR', terms, ...by('Alice', day));
    await confirmTerms(this.log, 'FIR', ...by('Bruno', day));
    for (const team of ALL) await this.account(accountStream({ side: 'payee', holder: team }), team, day);
    await this.account(accountStream({ side: 'debtor', holder: 'FIR' }), 'FIR', day);
  }

  async account(stream: string, holder: string, day: string): Promise<void> {
    await this.proposeAccount(stream, holder, day);
    const [meta, commit] = by('Bruno', day);
    await confirmAccount(this, accountKeyOf(stream), { meta, commit });
  }

  async proposeAccount(stream: string, holder: string, day: string): Promise<void> {
    const payee = { name: holder, iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' };
    const [meta, commit] = by('Alice', day);
    await proposeAccount(this, accountKeyOf(stream), payee, { meta, commit });
  }

  async submit(team: string, period: string, day: string): Promise<void> {
    const outcomes = await submit(this, [{ team, period }], ...by('Alice', day));
    expect(refusalsOf(outcomes)).toStrictEqual([undefined]);
  }

  async decide(team: string, period: string, day: string): Promise<void> {
    await this.submit(team, period, day);
    await this.approve(team, period, day);
  }

  async approve(team: string, period: string, day: string): Promise<void> {
    const outcomes = await approve(this, [{ team, period }], ...by('Bruno', day));
    expect(refusalsOf(outcomes)).toStrictEqual([undefined]);
  }

  /** A command only on the statement: nothing is posted and nothing is calculated again. */
  async onStatement(
    team: string,
    period: string,
    name: string,
    type: 'submit' | 'approve',
    day: string,
  ): Promise<void> {
    const [meta, commit] = by(name, day);
    const command = { type, by: meta.by, on: dayOfInstant(meta.at) };
    await statements(this.log).handle(statementId({ team, period }), { command, meta, commit });
  }

  /** Approves and posts an outdated statement, as was possible before such approvals were refused. */
  async approveAsItIs(team: string, period: string, day: string): Promise<void> {
    await this.onStatement(team, period, 'Bruno', 'approve', day);
    const [meta, commit] = by('Bruno', day);
    await postDecisions(this.log, await loadStatement(this.log, { team, period }), { meta, commit });
  }

  /** Drafts a regularisation that takes everything back, as if the team had left the experiment. */
  async takeBack(team: string, period: string, day: string): Promise<void> {
    const { pin } = required((await loadStatement(this.log, { team, period })).calculated);
    await regularise(this, calculated(team, period, pin, null), ...by('Alice', day));
  }

  async run(run: string, dueBy: string, day: string, team?: string): Promise<readonly string[]> {
    const request = {
      envelope: 'FIR',
      run,
      dueBy: dayFromText(dueBy),
      ...(team === undefined ? {} : { team }),
    };
    await makeRun(this, request, ...by('Chloé', day));
    return (await findRun(this, run)).payments.map(({ endToEndId }) => endToEndId);
  }

  async answer(endToEndId: string, outcome: 'EXECUTED' | 'RETURNED', day: string, recorded: string): Promise<void> {
    const entry = { id: `${endToEndId} ${outcome}`, endToEndId, outcome, day: dayFromText(day) };
    await takeAnswer(this, [entry], ...by('Chloé', recorded));
  }
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

describe('the variance report', () => {
  const office = new Office();
  afterAll(() => office.close());
  beforeAll(async () => {
    await office.open('2026-08-01');
    await office.calculate({ from: '2021-Q1', to: '2022-Q4', knownOn: '2026-09-30' });
  });

  /** A day on which every draft can be submitted. */
  const COME = dayFromText('2026-10-01');

  async function reportOf(period: string, scheme?: string, asOf = COME) {
    const asked = { period, threshold: TWENTY_PERCENT, asOf, ...(scheme === undefined ? {} : { scheme }) };
    return variance(office, asked, await teamsDueFor(office, period, REGULATION));
  }

  function teamOf(teams: readonly TeamVariance[], team: string): TeamVariance {
    return required(teams.find((one) => one.team === team));
  }

  test('a period that no team is calculated for is refused, and a team that is not calculated is in no difference', async () => {
    await expect(reportOf('2023-Q1')).rejects.toMatchObject({ code: 'PERIOD_NOT_CALCULATED', kind: 'unknown' });
    const { teams, notCalculated } = await reportOf('2022-Q1');
    expect(notCalculated).toStrictEqual([]);
    const due = new Map([...teams.map(({ team, scheme }) => [team, scheme] as const), ['PEPS-77', 'PEPS']]);
    const report = await variance(office, { period: '2022-Q1', threshold: TWENTY_PERCENT, asOf: COME }, due);
    expect([report.notCalculated, report.teams.length]).toStrictEqual([['PEPS-77'], teams.length]);
  });

  test('compares a team’s total and lines with the quarter before and the same quarter a year earlier', async () => {
    const report = await reportOf('2022-Q1');
    expect([report.previous, report.yearBefore, report.code]).toStrictEqual(['2021-Q4', '2021-Q1', null]);
    const { lines, outlier } = teamOf(report.teams, 'PEPS-01');
    // 1 526.29 against 1 432.78: 93.51, 6.5265 %; against 949.83: 576.46, 60.6908 %.
    expect(lines[0]).toStrictEqual({
      line: 'TOTAL',
      amountCents: 1_526_29n,
      previous: { beforeCents: 1_432_78n, differenceCents: 93_51n, tenthsOfPercent: 65n },
      yearBefore: { beforeCents: 949_83n, differenceCents: 576_46n, tenthsOfPercent: 607n },
    });
    const offset = required(lines.find(({ line }) => line === 'FEE_FOR_SERVICE_OFFSET'));
    expect(offset.yearBefore).toStrictEqual({
      beforeCents: -620_00n,
      differenceCents: 620_00n,
      tenthsOfPercent: 1000n,
    });
    expect(outlier).toBe(true);
    expect(teamOf(report.teams, 'PEPS-02').outlier).toBe(false);
    for (const { lines: all } of report.teams) {
      const [first, ...rest] = all;
      for (const against of ['previous', 'yearBefore'] as const)
        expect(first?.[against]?.differenceCents).toBe(
          first?.[against] === null
            ? undefined
            : rest.reduce((sum, line) => sum + (line[against]?.differenceCents ?? 0n), 0n),
        );
    }
  });

  test('explains an outlier: line, patients, phase, rates', async () => {
    const { teams } = await reportOf('2022-Q1');
    const { why } = teamOf(teams, 'PEPS-01');
    expect(why.map(({ against }) => against)).toStrictEqual(['2021-Q1']);
    const explained = required(why[0]);
    expect(explained.line).toStrictEqual({ line: 'FEE_FOR_SERVICE_OFFSET', differenceCents: 620_00n });
    expect(explained.patients).toStrictEqual({ before: 62, after: 64 });
    expect(explained.phase).toStrictEqual({ before: 'TRANSITION', after: 'FORFAIT' });
    expect(explained.rates.some(({ rate }) => rate === 'FIDELISATION_RATE')).toBe(true);
    const sentences = explanationSentences(explained);
    expect(sentences).toContain('par rapport à 2021-T1, patients de la liste : 62 → 64');
  });

  test('compares a year with the year before only', async () => {
    const report = await reportOf('2022');
    expect([report.previous, report.yearBefore]).toStrictEqual([null, '2021']);
    // 44 867.31 against 67 162.40: −22 295.09, 33.1958 %.
    const [total] = teamOf(report.teams, 'IPEP-01').lines;
    assert.equal(total?.previous, null);
    expect(total.yearBefore?.tenthsOfPercent).toBe(-332n);
  });

  test('writes a row per team and line, with percents of one decimal', async () => {
    const rows = varianceCsv(await reportOf('2022-Q1', 'PEPS')).split('\n');
    const total = required(rows.find((row) => row.startsWith('PEPS-01,PEPS,2022-Q1,CALCULATED,TOTAL')));
    assert.ok(total.includes(',152629,2021-Q4,143278,9351,6.5,2021-Q1,94983,57646,60.7,1,'), total);
    expect(rows.some((row) => row.startsWith('PRIM'))).toBe(false);
  });

  test('drafts as known on a day to come are counted apart, and no code covers them', async () => {
    const come = await reportOf('2022-Q1');
    expect([come.early, come.earlyCents, come.earlyUntil]).toStrictEqual([0, 0n, null]);
    expect(come.drafts).toBeGreaterThan(0);
    const before = await reportOf('2022-Q1', undefined, dayFromText('2026-09-29'));
    expect([before.drafts, before.draftsCents, before.draftCode]).toStrictEqual([0, 0n, null]);
    expect([before.early, before.earlyCents, before.earlyUntil]).toStrictEqual([
      come.drafts,
      come.draftsCents,
      '2026-09-30',
    ]);
    expect(earlyText(before)).toContain(' : calculés tels que connus un jour à venir, le 30/09/2026 au plus tard');
    const notBegun = await reportOf('2022-Q1', undefined, dayFromText('2021-12-31'));
    expect(earlyText(notBegun)).toContain(' : la période commence le 01/01/2022');
    expect(earlyText(come)).toBeUndefined();
  });

  test('its code covers exactly the submitted statements', async () => {
    await office.submit('PEPS-01', '2022-Q1', '2026-10-01');
    await office.submit('PEPS-02', '2022-Q1', '2026-10-01');
    const { code, submitted, submittedCents } = await reportOf('2022-Q1');
    expect([submitted, submittedCents]).toStrictEqual([2, 1_526_29n + 182_18n]);
    const range = { from: 2022 * 4, to: 2022 * 4 };
    const cycles = await loadStatements(office, { range });
    expect(varianceCode([...cycles].reverse())).toBe(code);
    const codes = [required(code ?? undefined)];
    expect(coverage(cycles, codes).covered.map(({ team }) => team)).toStrictEqual(['PEPS-01', 'PEPS-02']);
    expect(() => coveredByReports(cycles, [])).toThrow('VARIANCE_REPORT_REQUIRED');
    // The report on the quarter covers neither a year submitted at the same time nor a later quarter.
    await office.submit('IPEP-02', '2022', '2026-10-02');
    const withYear = coverage(await loadStatements(office, { range }), codes);
    expect([withYear.covered.length, withYear.notCovered]).toStrictEqual([2, ['2022']]);
    await office.submit('PEPS-04', '2022-Q1', '2026-10-02');
    const later = await loadStatements(office, { range });
    expect(coverage(later, codes)).toStrictEqual({ covered: [], notCovered: ['2022', '2022-Q1'] });
    expect(() => coveredByReports(later, codes)).toThrow('VARIANCE_REPORT_OUTDATED');
  });

  test('counts an earlier period as decided, with its regularisations', async () => {
    await office.decide('PEPS-06', '2021-Q4', '2026-10-03');
    await office.takeBack('PEPS-06', '2021-Q4', '2026-10-03');
    await office.onStatement('PEPS-06', '2021-Q4', 'Alice', 'submit', '2026-10-03');
    const [total] = teamOf((await reportOf('2022-Q1')).teams, 'PEPS-06').lines;
    expect(total?.previous?.beforeCents).toBe(73_24n);
    await office.approveAsItIs('PEPS-06', '2021-Q4', '2026-10-03');
    const after = teamOf((await reportOf('2022-Q1')).teams, 'PEPS-06');
    expect(after.lines[0]?.previous).toStrictEqual({ beforeCents: 0n, differenceCents: 73_96n, tenthsOfPercent: null });
    expect(after.outlier).toBe(true);
  });

  test('a submission with its code leaves out the drafts that it counts apart', async () => {
    await office.calculate({ from: '2023-Q1', to: '2023-Q1', knownOn: '2026-09-01', team: 'PEPS-02' });
    const { draftCode: code, drafts } = await reportOf('2023-Q1', undefined, dayFromText('2026-09-15'));
    const range = { from: quarterFromText('2022-Q4'), to: quarterFromText('2023-Q1') };
    const [meta, commit] = by('Alice', '2026-09-15');
    const submission = new SubmitStatements({ range, team: 'PEPS-02', draftCodes: [code ?? ''] }, { meta, commit });
    const handler = new SubmitStatementsHandler(new Stores(office.log, office.readStore));
    const outcomes = await handler.execute(submission);
    expect([drafts, ...outcomes]).toMatchObject([1, { period: '2023-Q1', refused: undefined }]);
  });
});

describe('the end of a year', () => {
  const office = new Office();
  afterAll(() => office.close());
  beforeAll(async () => {
    await office.open('2025-10-01');
    await office.calculate({ from: '2025-Q1', to: '2025-Q4', knownOn: '2025-12-09' });
    for (const period of ['2025-Q1', '2025-Q2', '2025-Q3']) await office.decide('PEPS-02', period, '2025-12-10');
    const [paid, late] = await office.run('D1', '2025-06-30', '2025-12-15');
    await office.decide('PEPS-06', '2025-Q1', '2025-12-10');
    await office.run('D2', '2025-03-31', '2025-12-16', 'PEPS-06');
    await office.takeBack('PEPS-06', '2025-Q1', '2025-12-17');
    await office.onStatement('PEPS-06', '2025-Q1', 'Alice', 'submit', '2025-12-17');
    await office.approveAsItIs('PEPS-06', '2025-Q1', '2025-12-18');
    // The bank paid one in December and reported it in January, and paid the other in January.
    await office.answer(required(paid), 'EXECUTED', '2025-12-28', '2026-01-05');
    await office.answer(required(late), 'EXECUTED', '2026-01-03', '2026-01-05');
    await office.calculate({ from: '2025-Q4', to: '2025-Q4', knownOn: '2026-01-09', team: 'PEPS-02' });
    await office.decide('PEPS-02', '2025-Q4', '2026-01-10');
    await office.calculate({ from: '2025-Q4', to: '2025-Q4', knownOn: '2026-09-30', team: 'IPEP-02' });
  });

  test('accrues the amounts not paid by 31 December, by kind', async () => {
    const found = await accruals(office, { year: 2025, earlier: false, regulation: REGULATION });
    const of = (team: string) =>
      found.accruals
        .filter((one) => one.team === team)
        .map(({ period, kind, amountCents }) => `${period} ${kind} ${amountCents}`);
    expect(of('PEPS-02')).toStrictEqual([
      '2025-Q2 RELEASED 27846',
      '2025-Q3 DECIDED 27846',
      '2025-Q4 CALCULATED 24372',
    ]);
    expect(of('IPEP-02')).toStrictEqual(['2025 CALCULATED 733774']);
    expect(found.accruals.find(({ team }) => team === 'IPEP-02')?.dueOn).toBe('2026-12-31');
    // 132.12 was released, not executed, and taken back since: owed to the bank and by the team at once.
    expect(of('PEPS-06').slice(0, 2)).toStrictEqual(['2025-Q1 RELEASED 13212', '2025-Q1 TO_RECOVER 13212']);
    expect(found.notCalculated).toStrictEqual([]);
    const entries = accrualEntries(found);
    expect(balancedTotal(entries)).toBe(found.accruals.reduce((sum, { amountCents }) => sum + amountCents, 0n));
  });

  test('with a known-on day, counts only the calculations of that day', async () => {
    const request = { year: 2025, earlier: false, regulation: REGULATION, knownOn: '2026-01-31' };
    const { accruals: found, notCalculated } = await accruals(office, request);
    // A decision counts by itself.
    expect(found.map(({ team, period, kind }) => `${team} ${period} ${kind}`)).toStrictEqual([
      'PEPS-02 2025-Q2 RELEASED',
      'PEPS-02 2025-Q3 DECIDED',
      'PEPS-02 2025-Q4 CALCULATED',
      'PEPS-06 2025-Q1 RELEASED',
      'PEPS-06 2025-Q1 TO_RECOVER',
    ]);
    expect(notCalculated.some(({ team, period }) => team === 'IPEP-02' && period === '2025')).toBe(true);
  });

  test('names a period that was never calculated and accrues nothing for it', async () => {
    const found = await accruals(office, { year: 2024, earlier: false, regulation: REGULATION });
    expect(found.accruals).toStrictEqual([]);
    expect(found.notCalculated.some(({ team, period }) => team === 'IPEP-01' && period === '2024')).toBe(true);
  });

  test('writes one balanced entry per posting of the interval, with a permanent number', async () => {
    const december = await generalLedger(office.log, '2025-12-01', '2025-12-31');
    const january = await generalLedger(office.log, '2026-01-01', '2026-01-31');
    const all = await generalLedger(office.log, '2000-01-01', '2099-12-31');
    expect([...december, ...january]).toStrictEqual(all);
    expect(all.map(({ number }) => number)).toStrictEqual(all.map((_, i) => i + 1));
    // Charges of December: 552.77 + 278.46 + 278.46 due to PEPS-02, 132.12 due to PEPS-06 and taken back.
    const charges = (entries: readonly AccountingEntry[]): bigint =>
      entries
        .flatMap(({ lines }) => lines)
        .filter(({ account }) => account === LEDGER_ACCOUNTS.charges)
        .reduce((sum, { debitCents, creditCents }) => sum + debitCents - creditCents, 0n);
    expect(charges(december)).toBe(1_109_69n);
    expect(charges(january)).toBe(243_72n);
    expect(january.filter(({ journal }) => journal === 'BQ')).toHaveLength(2);
  });

  test('writes the columns of the FEC, decimal commas, and debits equal to credits', async () => {
    const entries = await generalLedger(office.log, '2025-12-01', '2026-01-31');
    const [header, ...rows] = fecText(entries, 'tab')
      .replace(/\n$/, '')
      .split('\n')
      .map((row) => row.split('\t'));
    expect(header).toStrictEqual([...FEC_COLUMNS]);
    expect(rows.every((row) => row.length === FEC_COLUMNS.length)).toBe(true);
    const cents = (text: string | undefined): bigint => BigInt(required(text).replace(/^(\d+),(\d{2})$/, '$1$2'));
    const sum = (column: number): bigint => rows.reduce((total, row) => total + cents(row[column]), 0n);
    expect(sum(11)).toBe(sum(12));
    expect(sum(11)).toBe(balancedTotal(entries));
    const executed = required(rows.find((row) => row[10]?.startsWith('Virement exécuté') === true));
    expect([executed[0], executed[3], executed[9]]).toStrictEqual(['BQ', '20260105', '20251228']);
    expect(fecText(entries, 'comma')).toMatch(/,"552,77",/);
  });

  test('has the payments of the run', async () => {
    const { payments } = await findRun(office, 'D1');
    expect(payments.map(({ amountCents }) => amountCents)).toStrictEqual([552_77n, 278_46n]);
  });
});
