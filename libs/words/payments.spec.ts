import { expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import { BANK_ANSWER_SENTENCES } from '#libs/words/bank-answers.ts';
import { keptApartText, leftOutTexts } from '#libs/words/payments.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';

const NO_ACCOUNT = 'pas de compte confirmé ; il faut qu’une personne en propose un et qu’une autre le confirme';
const without = (team: string) => ({ team, reason: 'NO_ACCOUNT', until: null, amountCents: 10_000n }) as const;
const held = (team: string) =>
  ({ team, reason: 'ACCOUNT_HELD', until: dayFromText('2026-12-30'), amountCents: 5n }) as const;

test('teams that a run leaves out are together where the reason is one', () => {
  expect(leftOutTexts([without('P1'), held('P2'), without('P3')])).toStrictEqual([
    `P1 (100,00 €), P3 (100,00 €) : ${NO_ACCOUNT}`,
    'P2 (0,05 €) : son compte a changé il y a peu ; vérifiez-le auprès de l’équipe par un autre moyen ; il est payable à partir du 30/12/2026',
  ]);
});

test('a run that can pay nobody says why in a sentence that can be read, however many teams there are', () => {
  const leftOut = Array.from({ length: 700 }, (_, index) => without(`P${index + 1}`));
  const sentence = sentenceOf(refused('NOTHING_PAYABLE', { envelope: 'FIR', leftOut }));
  expect(sentence).toMatch(/P8 \(100,00\s€\) et 692 autres équipes \(69\s200,00\s€\) : pas de compte confirmé/);
  expect(sentence.length).toBeLessThan(400);
});

test('a return that came with other charges than the bank states says both', () => {
  const said = (statedCents: bigint | undefined): string =>
    BANK_ANSWER_SENTENCES.RETURNED_LESS_CHARGES({ at: { line: 3 }, endToEndId: 'P-1', chargeCents: 250n, statedCents });
  expect(said(250n)).toMatch(/moins 2,50\s€, frais annoncés ; une fois ce retour confirmé/);
  expect(said(undefined)).toMatch(/dont la banque ne dit pas les frais/);
  expect(said(100n)).toMatch(/alors que la banque annonce 1,00\s€ de frais/);
});

test('what a run keeps apart is said with its amount, and nothing is said of nothing', () => {
  expect(keptApartText({ items: 0, amountCents: 0n })).toStrictEqual([]);
  expect(keptApartText({ items: 2, amountCents: 123_456n })).toStrictEqual([
    '2 échéances de 1\u202f234,56 € en tout, gardées à part, ne sont dans aucune campagne tant que deux personnes n’ont pas tranché ce que la banque ou le livre d’avant en contredit',
  ]);
});
