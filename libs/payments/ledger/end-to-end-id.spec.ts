/** The name of a payment: a person can quote it, whatever its digits look like. */
import { expect, test } from '@jest/globals';
import { requireReason } from '#libs/commands/refusals.ts';
import { holdsKeyedNumber, holdsSocialSecurityNumber } from '#libs/kernel/social-security-number.ts';
import { endToEndId } from '#libs/payments/ledger/end-to-end-id.ts';

const NUMBER = '2 55 08 14 168 025 38';

test('a reason can quote every payment', () => {
  const ids = Array.from({ length: 3_000 }, (_, i) => endToEndId(`statement-PEPS-01-2021-Q1@${i}#1`, 1));
  const refused = ids.filter((id) => {
    for (const reason of [id, `appel à la banque : ${id}, payé`, `${id} et ${id}.`])
      if (holdsSocialSecurityNumber(requireReason(reason))) return true;
    return holdsKeyedNumber(id);
  });
  expect(refused).toStrictEqual([]);
});

test('a number beside a payment, or in a text of nearly the same form, is still one', () => {
  const id = endToEndId('statement-PEPS-01-2021-Q1@3#1', 1);
  const inside = 'DCPT255081416802538ABCDEF012';
  for (const text of [
    `${id} de ${NUMBER}`,
    `${NUMBER} ${id}`,
    `DCPT${NUMBER}`,
    `${inside}A`,
    inside.toLowerCase(),
    inside.slice(0, -1),
    `x${inside}`,
  ])
    expect([text, holdsSocialSecurityNumber(text)]).toStrictEqual([text, true]);
  // Their digits do not come together.
  expect(holdsSocialSecurityNumber(`25508 ${id} 1416802538`)).toBe(false);
});
