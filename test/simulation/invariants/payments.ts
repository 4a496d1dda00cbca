/** No item is paid twice, and every payment is accounted for. */
import type { Invariant } from '#test/simulation/invariants/invariant.ts';
import type { Payment } from '#test/simulation/books/books.ts';

export const releasedWithinDecided: Invariant = {
  name: 'of an item, no more is released than was decided',
  broken: ({ books: { items, payments } }) =>
    [...items.values()].flatMap(({ id, decidedCents, reducedCents, setOffCents, overpaidCents, payments: ids }) => {
      const live = ids.flatMap((one) => payments.get(one) ?? []).filter(isLive);
      const used = sum(live) + reducedCents + setOffCents - overpaidCents;
      return used <= decidedCents ? [] : [`item ${id} has ${decidedCents} cents, and ${used} are used`];
    }),
};

export const oneLivePayment: Invariant = {
  name: 'an item has one live payment at most, and an end-to-end id names one payment',
  broken: ({ books: { items, payments, overpaid } }) => [
    ...[...payments.values()].filter(({ times }) => times > 1).map(({ id }) => `${id} names several payments`),
    ...[...items.values()].flatMap(({ id, payments: ids }) => {
      const live = ids.flatMap((one) => payments.get(one) ?? []).filter((one) => isLive(one) && !overpaid.has(one.id));
      return live.length <= 1 ? [] : [`item ${id} has ${live.length} live payments`];
    }),
  ],
};

/** The accounts of the ledger agree with the payments one by one. */
export const everyPaymentIsSomewhere: Invariant = {
  name: 'executed, returned and waiting payments are all that were released',
  broken: ({ books: { payments, balances, debitedTwice } }) =>
    [...balances].flatMap(([envelope, accounts]) => {
      const own = [...payments.values()].filter((payment) => payment.envelope === envelope);
      const waiting = sum(own.filter(({ status }) => status === 'waiting'));
      const twice = debitedTwice.get(envelope) ?? 0n;
      const executed = sum(own.filter(({ status }) => status === 'executed')) + twice;
      const [onReleased, onExecuted] = [-balanceOf(accounts, 'released'), -balanceOf(accounts, 'executed')];
      return waiting === onReleased && executed === onExecuted
        ? []
        : [
            `${envelope} has ${waiting} cents waiting and ${executed} executed; its accounts say ${onReleased} and ${onExecuted}`,
          ];
    }),
};

/** The bank tells the truth of these. */
export const bankPaysOnce: Invariant = {
  name: 'the bank pays no item more than was decided',
  broken: ({ books: { items, payments }, bank }) => {
    const paid = new Map<string, bigint>();
    for (const { endToEndId, amountCents } of bank.paid()) {
      const item = payments.get(endToEndId)?.item;
      if (item === undefined) return [`the bank paid ${endToEndId}, which nobody released`];
      paid.set(item, (paid.get(item) ?? 0n) + amountCents);
    }
    return [...paid].flatMap(([item, cents]) => {
      const decided = items.get(item)?.decidedCents ?? 0n;
      return cents <= decided ? [] : [`the bank paid ${cents} cents of the item ${item}, which has ${decided}`];
    });
  },
};

export function isLive({ status }: Payment): boolean {
  return status === 'waiting' || status === 'executed';
}

function sum(payments: readonly Payment[]): bigint {
  return payments.reduce((total, { cents }) => total + cents, 0n);
}

export function balanceOf(accounts: ReadonlyMap<string, bigint>, kind: string): bigint {
  let total = 0n;
  for (const [account, cents] of accounts) if (account.startsWith(`${kind}:`)) total += cents;
  return total;
}
