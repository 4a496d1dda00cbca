/** The parts of an explanation add up. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cents, count, everyPart, part, rateFigure, roundedLine, sumOf } from '#libs/explain/part.ts';
import { type Fraction, compare, fraction, roundToCents } from '#libs/kernel/fraction.ts';

const THIRD = fraction(100, 3);

test('rejects parts that differ from their figure by a cent or by a thousandth', () => {
  const parts = [part('patient', 'un', cents(THIRD)), part('patient', 'deux', cents(THIRD))];
  expect(part('exact', 'deux tiers', cents(fraction(200, 3)), { parts }).parts).toHaveLength(2);
  expect(() => part('exact', 'deux tiers', cents(67n), { parts })).toThrow(
    'the parts of "deux tiers" add up to 200/3, not to its figure',
  );
  expect(() => part('exact', 'deux tiers', cents(fraction(66_666, 1_000)), { parts })).toThrow(RangeError);
  expect(() => part('exact', 'sans montant', undefined, { parts })).toThrow(RangeError);
});

test('a sum without parts is zero', () => {
  expect(part('acts', 'aucun acte', cents(0n)).parts).toStrictEqual([]);
  expect(() => part('acts', 'un acte sans détail', cents(2500n))).toThrow(RangeError);
  expect(() => part('line', 'une ligne sans détail', cents(1n))).toThrow(RangeError);
});

test('does not add up the evidence of a figure', () => {
  const because = [part('rate', 'taux', rateFigure(fraction(1, 2))), part('amount', 'patients', count(40))];
  expect(part('patient', 'part du patient', cents(1234n), { because }).because).toHaveLength(2);
});

test('names each fact once', () => {
  expect(part('act', 'acte', cents(2500n), { facts: [7, 3, 7] }).facts).toStrictEqual([7, 3]);
});

test('a rounded line is the difference of the rounded amounts, and its parts add up to it', () => {
  const amount = fc
    .tuple(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), fc.bigInt({ min: 1n, max: 997n }))
    .map(([numerator, denominator]): Fraction => fraction(numerator, denominator));
  fc.assert(
    fc.property(amount, amount, (before, after) => {
      const exact = { label: 'exactement', parts: [] };
      const line = roundedLine('ligne', 'formule', [before, after], exact, { facts: [1] });
      expect(line.figure?.exact).toStrictEqual(fraction(roundToCents(after) - roundToCents(before)));
      expect(compare(sumOf(line.parts), line.figure?.exact ?? fraction(-1))).toBe(0);
      expect(line.parts.map(({ kind }) => kind)).toStrictEqual(['exact', 'rounding']);
    }),
  );
});

test('everyPart gives the tree itself, then its parts, then its evidence', () => {
  const tree = part('exact', 'tout', cents(5n), {
    parts: [
      part('patient', 'a', cents(2n)),
      part('patient', 'b', cents(3n), { because: [part('note', 'c', undefined)] }),
    ],
    because: [part('note', 'd', undefined)],
  });
  expect([...everyPart(tree)].map(({ label }) => label)).toStrictEqual(['tout', 'a', 'b', 'c', 'd']);
});
