/** The report of variances before an approval in bulk, and the codes that it gives, on a sample. */
import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { fraction } from '#libs/kernel/fraction.ts';
import { loadStatements } from '#libs/statements/workflow/statements.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { teamsDueFor } from '#libs/week/teams-due.ts';
import { coverage, coveredByReports, varianceCode } from '#libs/statements/workflow/variance-code.ts';
import { earlyText } from '#libs/words/labels/early-drafts.ts';
import { explanationSentences, varianceCsv } from '#libs/words/texts/variance-text.ts';
import { type TeamVariance, variance } from '#libs/week/variance.ts';
import { SubmitStatements, SubmitStatementsHandler } from '#libs/statements/workflow/commands/submit-statements.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { required } from '#test/support/enrolment.ts';
import { Office, by } from '#test/support/office.ts';

const REGULATION = loadRegulation(SHIPPED);
const TWENTY_PERCENT = fraction(20);

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
