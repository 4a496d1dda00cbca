/** Any dossier is read as it was written; a text that is no dossier is refused. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type DossierDocument, dossierOf, dossierText, emptyDossier } from '#libs/enrolment/dossier-text.ts';
import { namesOneOf } from '#libs/enrolment/named.ts';

const text = fc.oneof(fc.constantFrom('', 'GP', '"\n.', '\0', '\ud800', 'é€😀'), fc.string({ unit: 'grapheme' }));
const number = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -40_000, max: 40_000 }),
  // Boundaries at which the number of digits changes.
  fc.integer({ min: 0, max: 49 }).map((exponent) => 2 ** exponent),
  fc.integer({ min: 0, max: 49 }).map((exponent) => 1 - 2 ** exponent),
);
const optional = fc.option(number);
const at = { knownOn: number, position: number };
const versionsOf = <V>(version: { [Name in keyof V]: fc.Arbitrary<V[Name]> }) =>
  fc.array(fc.record(version, { noNullPrototype: true }), { maxLength: 20 });

const dossiers: fc.Arbitrary<DossierDocument> = fc.record(
  {
    patient: text,
    person: versionsOf({ birth: number, sex: fc.constantFrom('F', 'M'), diedOn: optional, ...at }),
    coverage: versionsOf({ aldNumber: number, from: number, until: optional, ...at }),
    declarations: versionsOf({ rpps: text, declaredOn: number, ...at }),
    acts: versionsOf({
      actId: text,
      executant: text,
      profession: text,
      actCode: text,
      careOn: number,
      baseCents: number,
      paidCents: number,
      informationOnly: fc.boolean(),
      reversal: fc.boolean(),
      ...at,
    }),
    spending: versionsOf({ year: number, amountCents: optional, ...at }),
  },
  { noNullPrototype: true },
);

test('a dossier is read as it was written, and written again to the same text', () => {
  fc.assert(
    fc.property(dossiers, (dossier) => {
      const written = dossierText(dossier);
      expect(dossierOf(written)).toStrictEqual(dossier);
      expect(dossierText(dossierOf(written))).toBe(written);
    }),
  );
});

test('reads back the kept part of an erased patient', () => {
  const erased = { ...emptyDossier('P1'), kept: { erasure: 'E1', parts: [] } };
  expect(dossierOf(dossierText(erased))).toStrictEqual(erased);
});

const KNOWN = { knownOn: 18_000, position: 1 };

test('a professional is found in the text without reading it', () => {
  const declarations = [{ rpps: '10000001916', declaredOn: 17_000, ...KNOWN }];
  const written = dossierText({ ...emptyDossier('P1'), declarations });
  expect(['10000001916', '1000000191'].map((rpps) => namesOneOf([rpps]).test(written))).toStrictEqual([true, false]);
});

const WRITTEN = dossierText({ ...emptyDossier('P1'), spending: [{ year: 2024, amountCents: null, ...KNOWN }] });

for (const [what, wrong] of [
  ['is cut off', WRITTEN.slice(0, -1)],
  ['goes on', `${WRITTEN}0`],
  ['names a text that there is not', WRITTEN.replace('\n0', '\n1')],
  ['counts more versions than there are', `["P1"]\n0${'o'.repeat(10)}`],
  ['has no numbers', '["P1"]'],
  ['has texts that are no list', '["P1"F"]\n000000'],
  ['is no text of ours', 'P1'],
] as const)
  test(`refuses what ${what}`, () => {
    expect(() => dossierOf(wrong)).toThrow();
  });

test('the kept part of an erased patient is found for any team, also for one without members', () => {
  for (const rpps of [[], ['10000001916']])
    expect(['{"patient":"P1","kept":{}}', '{"patient":"P1"}'].map((text) => namesOneOf(rpps).test(text))).toStrictEqual(
      [true, false],
    );
});
