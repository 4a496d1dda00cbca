/** The amounts of a period are folded from the statements of the log; an event that cannot follow those before it is named. */
import { afterAll, expect, test } from '@jest/globals';
import { statementStream } from '#libs/statements/calculated-statement.ts';
import { teamFigures } from '#libs/week/figures.ts';
import { COMMIT } from '#test/support/commit.ts';
import { approve, submit } from '#test/support/decisions.ts';
import { TINY_CALCULATION, TINY_SAMPLE, metaOf } from '#test/support/experiment.ts';
import { envelopeInPlace } from '#test/support/money.ts';
import { Product } from '#test/support/product.ts';

const product = new Product();
afterAll(() => product.close());

const DECIDED = { team: 'PEPS-01', period: '2021-Q1' };
const OPEN = { team: 'PEPS-01', period: '2021-Q2' };
const PEOPLE = {
  first: { meta: metaOf('Alice'), commit: COMMIT },
  second: { meta: metaOf('Bob'), commit: COMMIT },
};

test('an approval of a statement that nobody submitted is named by its position', async () => {
  const { log } = product;
  await product.import(`${TINY_SAMPLE}/facts`);
  await envelopeInPlace(log, 'FISS', { amountCents: 100_000_000n, schemes: ['PEPS'] }, PEOPLE);
  await product.calculate(TINY_CALCULATION);
  await submit(product, [DECIDED], metaOf('Alice'), COMMIT);
  await approve(product, [DECIDED], metaOf('Bob'), COMMIT);
  const approval = (await log.readStream(statementStream(DECIDED))).at(-1);
  if (approval?.type !== 'StatementApproved') throw new Error('the last event is no approval');
  const { revision } = (await log.readStream(statementStream(OPEN))).at(-1) ?? { revision: -1 };
  await log.append(statementStream(OPEN), [{ ...approval, id: 'f'.repeat(32) }], revision, COMMIT);

  const position = await log.end();
  await expect(teamFigures(product, OPEN.period, 'settled')).rejects.toMatchObject({
    code: 'EVENT_IMPOSSIBLE',
    data: { position },
  });
});
