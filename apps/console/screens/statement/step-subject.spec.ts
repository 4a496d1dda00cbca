/** A confirmation names what its step is about, with its own amount and the code of what was read. */
import { expect, test } from '@jest/globals';
import type { Decisions } from '#apps/console/screens/statement/queries.ts';
import { subjectOf } from '#apps/console/screens/statement/step-subject.ts';

const READ = { digest: 'a1', totalCents: '7437' };
const CODES = { code: 'submitted', draftCode: 'draft', draftDigest: READ.digest, decisionCode: 'decision' };

function decided(...totals: readonly string[]): Decisions {
  const decisions = totals.map((totalCents, number) => ({ number, totalCents }));
  const sum = totals.reduce((all, cents) => all + BigInt(cents), 0n);
  const of = { stage: 'APPROVED', submitted: null, drafted: null, decisions, decidedCents: String(sum), ...CODES };
  return of as unknown as Decisions;
}

test('a withdrawal is about the last decision alone, not about all that is decided', () => {
  expect(subjectOf('withdraw', decided('100000', '-5000'), READ)).toStrictEqual({
    what: 'la régularisation 1',
    cents: '-5000',
    code: 'decision',
  });
  expect(subjectOf('withdraw', decided('100000'), READ)).toMatchObject({ what: 'le décompte', cents: '100000' });
});

test('the other steps are about what waits, what is calculated, or all that is decided', () => {
  const calculated = { ...decided(), stage: 'CALCULATED' } as Decisions;
  expect(subjectOf('submit', calculated, READ)).toStrictEqual({ what: 'le décompte', cents: '7437', code: 'draft' });
  const submitted = { ...decided('100000'), submitted: { number: 1, totalCents: '-5000' } } as Decisions;
  const regularisation = { what: 'la régularisation 1', cents: '-5000' };
  expect(subjectOf('approve', submitted, READ)).toStrictEqual({ ...regularisation, code: 'submitted' });
  expect(subjectOf('reject', submitted, READ)).toStrictEqual({ ...regularisation, code: 'submitted' });
  const drafted = { ...decided('100000'), drafted: { number: 1, totalCents: '-5000' } } as Decisions;
  expect(subjectOf('submit', drafted, READ)).toStrictEqual({ ...regularisation, code: 'draft' });
  expect(subjectOf('regularise', decided('100000', '-5000'), READ)).toMatchObject({ cents: '95000', code: null });
});

test('an amount and a code of two calculations are no subject of a submission', () => {
  const calculated = { ...decided(), stage: 'CALCULATED', draftDigest: 'b2' } as Decisions;
  expect(subjectOf('submit', calculated, READ).code).toBeUndefined();
});
