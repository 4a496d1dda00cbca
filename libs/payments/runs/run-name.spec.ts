/** A name that a bank would refuse is refused when it is first given, and the refusal suggests an accepted name. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { requireRunName } from './run-name.ts';
import { anyCharacter } from '#test/support/any-character.ts';

function refusalOf(run: string, payments?: number): { readonly said: string; readonly suggested: string } | undefined {
  try {
    requireRunName(run, payments);
    return undefined;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { said: sentenceOf(error), suggested: (error.data as { suggested: string }).suggested };
  }
}

test.each(['R-2026-11', '2026/W05', 'R', 'Campagne 11 (PEPS)', 'r'.repeat(35)])('takes %s', (run) => {
  expect(refusalOf(run)).toBeUndefined();
});

test.each([
  ['R_2026_11', 'R-2026-11'],
  ['2026/W05/', '2026/W05'],
  ['/2026//W05', '2026/W05'],
  ['été 2026', 'ete 2026'],
  ['R'.repeat(40), 'R'.repeat(35)],
  [' R1', 'R1'],
  ['', 'R-2026-11'],
  ['..', 'R-2026-11'],
  ['日本', 'R-2026-11'],
  ['R\n1', 'R 1'],
])('refuses %j, and proposes %s', (run, suggested) => {
  expect(refusalOf(run)).toMatchObject({ said: expect.stringMatching(/ne peut aller à la banque/), suggested });
});

test('leaves room for the number of a file if there are several', () => {
  expect(refusalOf('r'.repeat(33), 10_001)).toBeUndefined();
  expect(refusalOf('r'.repeat(34), 10_001)?.said).toMatch(/33 caractères au plus/);
});

test('always proposes a name that it takes', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: anyCharacter, maxLength: 60 }), fc.string({ maxLength: 60 })), (run) => {
      const refusal = refusalOf(run);
      return refusal === undefined || refusalOf(refusal.suggested) === undefined;
    }),
  );
});
