/** The day in France on which a decision is due. */
import { expect, test } from '@jest/globals';
import type { Person } from '#libs/commands/person.ts';
import { dayFromText, dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import type { Decision } from '#libs/statements/workflow/decisions.ts';
import { postDecisions } from '#libs/statements/workflow/post-decisions.ts';
import { type StatementState, initialState } from '#libs/statements/workflow/state.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { envelopeInPlace } from '#test/support/money.ts';

const ALICE: Person = { name: 'alice', assurance: 'asserted', osUser: 'alice' };
const BOB: Person = { name: 'bob', assurance: 'asserted', osUser: 'bob' };

function regularisation(approvedAt: string): Decision {
  return {
    number: 1,
    digest: 'd',
    pin: { knownOn: 0, position: 0, regulationVersion: '1', regulationFingerprint: 'f', rulesVersion: '1' },
    lines: [{ line: 'CAPITATION', amountCents: 1_000n }],
    instalments: [],
    moves: [],
    schedule: undefined,
    submittedBy: ALICE,
    approvedBy: BOB,
    approvedAt,
    revision: 7,
  };
}

/** The due days, as text, of a regularisation approved at this instant. */
async function dueDays(approvedAt: string): Promise<string[]> {
  const product = new Product();
  try {
    const terms = { amountCents: 1_000_000n, schemes: ['PEPS'] };
    const meta = (key: string, by: Person) => ({ by, key, at: approvedAt });
    const author = (key: string, by: Person) => ({ meta: meta(key, by), commit: COMMIT });
    await envelopeInPlace(product.log, 'FISS', terms, { first: author('k1', ALICE), second: author('k2', BOB) });
    const state: StatementState = {
      ...initialState({ team: 'PEPS-01', period: '2021-Q1' }),
      status: 'APPROVED',
      scheme: 'PEPS',
      decisions: [regularisation(approvedAt)],
    };
    await postDecisions(product.log, state, { meta: meta('k3', BOB), commit: COMMIT });
    const { items } = await ledgerOf(product.log);
    return [...items.values()].map(({ dueOn }) => dayText(dueOn));
  } finally {
    await product.close();
  }
}

test('a regularisation approved at 00:30 in Paris is due that day, in summer and in winter', async () => {
  expect(await dueDays('2026-07-14T22:30:00.000Z')).toStrictEqual(['2026-07-15']);
  expect(await dueDays('2026-12-31T23:30:00.000Z')).toStrictEqual(['2027-01-01']);
});

test('a regularisation approved at 23:30 in Paris is due that day', async () => {
  expect(await dueDays('2026-07-14T21:30:00.000Z')).toStrictEqual(['2026-07-14']);
});

test('the day in France of an instant changes at midnight in Paris', () => {
  const days = (...instants: readonly string[]): number[] => instants.map((instant) => dayOfInstant(instant));
  expect(
    days('2026-03-28T22:59:59.999Z', '2026-03-28T23:00:00Z', '2026-03-29T21:59:59Z', '2026-03-29T22:00:00Z'),
  ).toStrictEqual(['2026-03-28', '2026-03-29', '2026-03-29', '2026-03-30'].map(dayFromText));
  expect(dayOfInstant('2026-07-15T00:30:00+02:00')).toBe(dayFromText('2026-07-15'));
  expect(() => dayOfInstant('yesterday')).toThrow(RangeError);
});
