/** The open money of a close-out: also a payment that is settled in the ledger, while an answer of the bank puts it in doubt. */
import { expect, test } from '@jest/globals';
import { openMoney, paidCentsOf } from '#libs/closing/open-items.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { type LedgerCommand, paymentLedger } from '#libs/payments/ledger/decide.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import { PERIOD, TEAM, bankAnswer, debitedTwice, due, given, posted, released, runMade } from '#test/support/ledger.ts';
import { type Authored, by, person } from '#test/support/specification.ts';

const AT = '2026-01-15T10:00:00.000Z';
const SENT = [posted('d1'), due('d1', 10, 100n), runMade('R1', 11, ['e1']), released('e1', 'd1#1', 11, 100n)];

type History = readonly (LedgerEvent | Authored<LedgerEvent>)[];
type Outcome = 'EXECUTED' | 'REJECTED' | 'RETURNED';

function after(history: History, command: LedgerCommand): History {
  return [...history, ...paymentLedger.decide(command, given(...history).state).map((event) => by('Dora', event, AT))];
}

function answered(history: History, ...outcomes: readonly Outcome[]): History {
  return outcomes.reduce(
    (before, outcome) =>
      after(before, bankAnswer([{ id: outcome, endToEndId: 'e1', outcome, day: 12, amountCents: 100n }])),
    history,
  );
}

function typed(history: History, outcome: Outcome): History {
  const one = { endToEndId: 'e1', outcome, day: dayFromText('2026-01-15'), amountCents: 100n, reason: null };
  const change = { kind: 'ANSWER', answer: 'x', entries: [one], reason: 'appel à la banque' } as const;
  const looked = { hasLeft: false, account: undefined };
  return after(history, { type: 'propose', change, looked, by: person('Dora'), at: AT });
}

function open(history: History, team = TEAM): readonly string[] {
  return openMoney(given(...history).state, [team]).map(({ kind, of, amountCents }) => `${kind} ${of} ${amountCents}`);
}

test('a payment without an answer is open, and an executed one is not', () => {
  expect(open(SENT)).toStrictEqual(['AT_BANK e1 100']);
  expect(open(answered(SENT, 'EXECUTED'))).toStrictEqual([]);
});

test('an executed payment that the bank also says was rejected is open', () => {
  expect(open(answered(SENT, 'EXECUTED', 'REJECTED'))).toStrictEqual(['CONTRADICTED e1 100']);
});

test('an executed payment is open while its return waits for a second person, of a file or typed', () => {
  expect(open(answered(SENT, 'EXECUTED', 'RETURNED'))).toStrictEqual(['ANSWER_PROPOSED e1 100']);
  expect(open(typed(answered(SENT, 'EXECUTED'), 'RETURNED'))).toStrictEqual(['ANSWER_PROPOSED e1 100']);
});

test('the payments of another team are not open for it', () => {
  expect(open(answered(SENT, 'EXECUTED', 'REJECTED'), 'T2')).toStrictEqual([]);
});

test('a payment that the bank debited twice is paid twice, as its debt is recovered on top', () => {
  const once = answered(SENT, 'EXECUTED');
  const paid = (history: History, team = TEAM): bigint => paidCentsOf(given(...history).state, [team]);
  expect([paid(SENT), paid(once), paid(once, 'T2')]).toStrictEqual([0n, 100n, 0n]);
  const twice = debitedTwice('e1', 100n);
  expect(paid([...once, twice])).toBe(200n);
  expect(open([...once, twice])).toStrictEqual([`DEBT ${TEAM} ${PERIOD} 100`]);
});
