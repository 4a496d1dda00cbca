/** The parts of an explanation add up. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { centsFigure, count, everyPart, part, rateFigure, roundedLine, sumOfParts } from '#libs/explain/part.ts';
import { formula, label } from '#libs/explain/part-words.ts';
import { type Fraction, compare, fraction, roundToCents } from '#libs/kernel/fraction.ts';

const THIRD = fraction(100, 3);

function named(patient: string) {
  return label('PATIENT', { patient });
}

test('rejects parts that differ from their figure by a cent or by a thousandth', () => {
  const parts = [part('patient', named('un'), centsFigure(THIRD)), part('patient', named('deux'), centsFigure(THIRD))];
  expect(part('exact', named('deux tiers'), centsFigure(fraction(200, 3)), { parts }).parts).toHaveLength(2);
  expect(() => part('exact', named('deux tiers'), centsFigure(67n), { parts })).toThrow(
    /^the parts of PATIENT .*deux tiers.* add up to 200\/3, not to its figure$/,
  );
  expect(() => part('exact', named('deux tiers'), centsFigure(fraction(66_666, 1_000)), { parts })).toThrow(RangeError);
  expect(() => part('exact', named('sans montant'), undefined, { parts })).toThrow(RangeError);
});

test('a sum without parts is zero', () => {
  expect(part('acts', named('aucun acte'), centsFigure(0n)).parts).toStrictEqual([]);
  expect(() => part('acts', named('un acte sans détail'), centsFigure(2500n))).toThrow(RangeError);
  expect(() => part('line', named('une ligne sans détail'), centsFigure(1n))).toThrow(RangeError);
});

test('does not add up the evidence of a figure', () => {
  const because = [
    part('rate', named('taux'), rateFigure(fraction(1, 2))),
    part('amount', named('patients'), count(40)),
  ];
  expect(part('patient', named('part du patient'), centsFigure(1234n), { because }).because).toHaveLength(2);
});

test('names each fact once', () => {
  expect(part('act', named('acte'), centsFigure(2500n), { facts: [7, 3, 7] }).facts).toStrictEqual([7, 3]);
});

test('a rounded line is the difference of the rounded amounts, and its parts add up to it', () => {
  const amount = fc
    .tuple(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), fc.bigInt({ min: 1n, max: 997n }))
    .map(([numerator, denominator]): Fraction => fraction(numerator, denominator));
  fc.assert(
    fc.property(amount, amount, (before, after) => {
      const line = roundedLine('FIDELISATION', formula('FIDELISATION', { gl: after }), [before, after], [], {
        facts: [1],
      });
      expect(line.figure?.exact).toStrictEqual(fraction(roundToCents(after) - roundToCents(before)));
      expect(compare(sumOfParts(line.parts), line.figure?.exact ?? fraction(-1))).toBe(0);
      expect(line.parts.map(({ kind }) => kind)).toStrictEqual(['exact', 'rounding']);
    }),
  );
});

test('everyPart gives the tree itself, then its parts, then its evidence', () => {
  const tree = part('exact', named('tout'), centsFigure(5n), {
    parts: [
      part('patient', named('a'), centsFigure(2n)),
      part('patient', named('b'), centsFigure(3n), { because: [part('note', named('c'), undefined)] }),
    ],
    because: [part('note', named('d'), undefined)],
  });
  expect([...everyPart(tree)].map(({ label: name }) => name)).toStrictEqual(['tout', 'a', 'b', 'c', 'd'].map(named));
});
