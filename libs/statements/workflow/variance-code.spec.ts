/** A code covers all that a person read, and nothing else: what moves, and the drafts of one period or of several. */
import { expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import { statement } from '#libs/statements/workflow/decide.ts';
import type { Decision } from '#libs/statements/workflow/decisions.ts';
import { type StatementState, initialState } from '#libs/statements/workflow/state.ts';
import { decisionCode, draftCode, requireDraftsRead } from '#libs/statements/workflow/variance-code.ts';
import { calculation } from '#test/support/published.ts';
import { specificationOf } from '#test/support/specification.ts';

const [OCTOBER, NOVEMBER, DECEMBER] = ['2026-10-31', '2026-11-30', '2026-12-31'].map(dayFromText) as [
  number,
  number,
  number,
];

test('what moves, in every part', () => {
  const codeWith = (moves: Decision['moves']) => {
    const decision = { number: 1, digest: 'd', lines: [], moves, revision: 6 } as unknown as Decision;
    return decisionCode({ ...initialState({ team: 'T1', period: '2026-Q4' }), decisions: [decision] });
  };
  const move = { kind: 'INSTALMENT', from: OCTOBER, to: NOVEMBER, amountCents: 100n } as const;
  const codes = [
    [],
    [move],
    [move, move],
    [{ ...move, kind: 'STARTUP_CREDIT' as const }],
    [{ ...move, from: DECEMBER }],
    [{ ...move, to: DECEMBER }],
    [{ ...move, amountCents: 99n }],
  ].map(codeWith);
  expect(new Set(codes).size).toBe(codes.length);
});

function drafted(team: string, period: string): StatementState {
  const data = calculation(team, period, 100_00n);
  const { given } = specificationOf(statement({ team, period }), `statement-${team}-${period}`);
  return given({ type: 'StatementCalculated', effective: period, data }).state;
}

test('drafts of several periods by one code, or each period by its own; a period without a code is refused', () => {
  const first = ['T1', 'T2'].map((team) => drafted(team, '2021-Q1'));
  const second = [drafted('T1', '2021-Q2')];
  const both = [...first, ...second];
  const codeOf = (drafts: readonly StatementState[]): string => draftCode(drafts) ?? '';
  const refused = (...codes: readonly string[]): unknown => {
    try {
      requireDraftsRead(both, codes);
      return undefined;
    } catch (error) {
      return (error as { readonly data: { readonly periods: unknown } }).data.periods;
    }
  };
  expect(refused(codeOf(both))).toBeUndefined();
  expect(refused(codeOf(both.toReversed()))).toBeUndefined();
  expect(refused(codeOf(first), codeOf(second))).toBeUndefined();
  expect(refused(codeOf(first))).toStrictEqual(['2021-Q2']);
  expect(refused(codeOf(first.slice(1)), codeOf(second))).toStrictEqual(['2021-Q1']);
  expect(refused('')).toStrictEqual(['2021-Q1', '2021-Q2']);
});
