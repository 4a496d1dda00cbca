/** A confirmation names what its step is about, with its own amount. */
import { expect, test } from '@jest/globals';
import type { Decisions } from '#apps/console/screens/statement/queries.ts';
import { subjectOf } from '#apps/console/screens/statement/step-subject.ts';

function decided(...totals: readonly string[]): Decisions {
  const decisions = totals.map((totalCents, number) => ({ number, totalCents }));
  const sum = totals.reduce((all, cents) => all + BigInt(cents), 0n);
  return { stage: 'APPROVED', submitted: null, drafted: null, decisions, decidedCents: String(sum) } as Decisions;
}

test('a withdrawal is about the last decision alone, not about all that is decided', () => {
  expect(subjectOf('withdraw', decided('100000', '-5000'), '1')).toStrictEqual({
    what: 'la régularisation 1',
    cents: '-5000',
  });
  expect(subjectOf('withdraw', decided('100000'), '1')).toStrictEqual({ what: 'le décompte', cents: '100000' });
});

test('the other steps are about what waits, what is calculated, or all that is decided', () => {
  const calculated = { ...decided(), stage: 'CALCULATED' } as Decisions;
  expect(subjectOf('submit', calculated, '7437')).toStrictEqual({ what: 'le décompte', cents: '7437' });
  const submitted = { ...decided('100000'), submitted: { number: 1, totalCents: '-5000' } } as Decisions;
  expect(subjectOf('approve', submitted, '1')).toStrictEqual({ what: 'la régularisation 1', cents: '-5000' });
  expect(subjectOf('regularise', decided('100000', '-5000'), '1').cents).toBe('95000');
});
