/** Over its years an envelope has the totals of its accounts. */
import { expect, test } from '@jest/globals';
import { type EnvelopeYear, envelopeYears } from '#libs/payments/ledger/envelope-years.ts';
import { envelopeUse } from '#libs/payments/ledger/balances.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import {
  ENVELOPE,
  IN_FORCE,
  debitedTwice,
  due,
  executed,
  given,
  posted,
  recovery,
  released,
  runMade,
} from '#test/support/ledger.ts';
import { by } from '#test/support/specification.ts';

const DAY = 20_000;

function later<E extends { readonly data: object }>(event: E): E {
  return { ...event, effective: '2022-Q3', data: { ...event.data, period: '2022-Q3' } };
}

function ledger(): PaymentLedger {
  return given(
    ...IN_FORCE,
    by('Bob', posted('d1')),
    by('Bob', due('d1', DAY, 500n)),
    by('Bob', due('d1', DAY, 300n, 'd1#2')),
    by('Bob', later(posted('D2'))),
    by('Bob', later(due('D2', DAY, 70n))),
    by('Bob', later(posted('D3'))),
    by('Bob', later(recovery('D3', 20n))),
    runMade('R1', DAY, ['P1']),
    by('Carol', released('P1', 'd1#1', DAY, 500n)),
    by('Bank', executed('P1', 500n)),
    by('Dora', debitedTwice('P1', 500n)),
  ).state;
}

test('each year has the due, paid and owed amounts of its periods', () => {
  const nothing = { dueCents: 0n, releasedCents: 0n, paidCents: 0n, owedCents: 0n };
  const expected: readonly EnvelopeYear[] = [
    { year: '2021', ...nothing, dueCents: 300n, paidCents: 1_000n, owedCents: 500n },
    { year: '2022', ...nothing, dueCents: 70n, owedCents: 20n },
  ];
  expect(envelopeYears(ledger(), ENVELOPE)).toStrictEqual(expected);
});

test('the years add up to the committed and paid amounts of the envelope', () => {
  const whole = ledger();
  const envelope = whole.envelopes.get(ENVELOPE);
  const use = envelope === undefined ? undefined : envelopeUse(envelope, DAY);
  const years = envelopeYears(whole, ENVELOPE);
  const sum = (of: (year: EnvelopeYear) => bigint): bigint => years.reduce((cents, year) => cents + of(year), 0n);
  expect(sum(({ paidCents }) => paidCents)).toBe(use?.paidCents);
  const committed = sum((year) => year.dueCents + year.releasedCents + year.paidCents - year.owedCents);
  expect(committed).toBe(use?.committedCents);
});

test('another envelope does not have these amounts', () => {
  expect(envelopeYears(ledger(), 'FIR')).toStrictEqual([]);
});
