/** A list of statements shows the same stage and the same decided amount as the statements themselves, after every step. */
import { rmSync } from 'node:fs';
import { afterAll, expect, test } from '@jest/globals';
import { quarterFromText } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import { latestStatement } from '#libs/statements/calculation/latest.ts';
import { listedStatements } from '#libs/statements/listed/listed-statements.ts';
import { decidedLines, total } from '#libs/statements/workflow/decisions.ts';
import { loadStatements } from '#libs/statements/workflow/statements.ts';
import { approve, regularise, reject, submit, withdraw } from '#test/support/decisions.ts';
import { TINY_CALCULATION, TINY_SAMPLE, metaOf } from '#test/support/experiment.ts';
import { envelopeInPlace } from '#test/support/money.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';

const product = new Product();
afterAll(async () => {
  await product.close();
  rmSync(product.folder, { recursive: true, force: true });
});

const FIRST = { team: 'PEPS-01', period: '2021-Q1' };

/** The stage and the decisions of every statement. */
async function asDecided(): Promise<readonly unknown[]> {
  return (await loadStatements(product, {})).map(({ team, period, status, decisions }) => {
    const decidedCents = decisions.length === 0 ? undefined : total(decidedLines(decisions));
    return { team, period, stage: status, decidedCents };
  });
}

async function asListed(): Promise<readonly unknown[]> {
  const listed = (await listedStatements(product)).toSorted((a, b) => compareText(a.period, b.period));
  return listed.map(({ team, period, stage, decidedCents }) => ({ team, period, stage, decidedCents }));
}

test('follows each step of a statement and of its regularisation', async () => {
  await product.import(`${TINY_SAMPLE}/facts`);
  const people = {
    first: { meta: metaOf('Alice'), commit: COMMIT },
    second: { meta: metaOf('Bob'), commit: COMMIT },
  };
  await envelopeInPlace(product.log, 'FISS', { amountCents: 100_000_000n, schemes: ['PEPS'] }, people);
  expect(await asListed()).toStrictEqual([]);
  // With early knowledge the quarter has a lower total.
  await product.calculate({ ...TINY_CALCULATION, knownOn: '2021-02-28' });
  const stages: string[] = [];
  const steps: readonly (() => Promise<unknown>)[] = [
    () => submit(product, [FIRST], metaOf('Alice'), COMMIT),
    () => reject(product, [FIRST], metaOf('Bob'), COMMIT),
    () => submit(product, [FIRST], metaOf('Alice'), COMMIT),
    () => approve(product, [FIRST], metaOf('Bob'), COMMIT),
    () => withdraw(product, [FIRST], metaOf('Bob'), COMMIT),
    () => submit(product, [FIRST], metaOf('Alice'), COMMIT),
    () => approve(product, [FIRST], metaOf('Bob'), COMMIT),
    () => product.calculate(TINY_CALCULATION),
    regulariseFirst,
    () => submit(product, [FIRST], metaOf('Alice'), COMMIT),
    () => reject(product, [FIRST], metaOf('Bob'), COMMIT),
    regulariseFirst,
    () => submit(product, [FIRST], metaOf('Alice'), COMMIT),
    () => approve(product, [FIRST], metaOf('Bob'), COMMIT),
  ];
  for (const step of steps) {
    await step();
    expect(await asListed()).toStrictEqual(await asDecided());
    const [{ status } = { status: '' }] = await loadStatements(product, { ...FIRST, range: rangeOf(FIRST.period) });
    stages.push(status);
  }
  expect(stages).toStrictEqual([
    ...['SUBMITTED', 'CALCULATED', 'SUBMITTED', 'APPROVED', 'CALCULATED', 'SUBMITTED', 'APPROVED', 'APPROVED'],
    ...['REGULARISATION_DRAFTED', 'REGULARISATION_SUBMITTED', 'APPROVED'],
    ...['REGULARISATION_DRAFTED', 'REGULARISATION_SUBMITTED', 'APPROVED'],
  ]);
});

test('gives the statements that did not change as they were', async () => {
  await product.calculate(TINY_CALCULATION);
  const before = await listedStatements(product);
  await withdraw(product, [FIRST], metaOf('Bob'), COMMIT);
  const now = await listedStatements(product);
  expect(now.filter((one, i) => one !== before[i]).map(({ team, period }) => ({ team, period }))).toStrictEqual([
    FIRST,
  ]);
});

function rangeOf(quarter: string): { readonly from: number; readonly to: number } {
  return { from: quarterFromText(quarter), to: quarterFromText(quarter) };
}

async function regulariseFirst(): Promise<unknown> {
  const target = await latestStatement(product, FIRST.team, FIRST.period);
  if (target === undefined) throw new RangeError('the statement is calculated');
  return regularise(product, target, metaOf('Alice'), COMMIT);
}
