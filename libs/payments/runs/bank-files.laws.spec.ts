/** Whatever the bank did with a run, its files give the same end in any order and form, and leave no difference on the account. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Payment } from '#libs/payments/ledger/payment.ts';
import { type StatementEntry, statementFile } from '#test/support/account-statement.ts';
import { BOOKED, BankRun, notified, reportOf } from '#test/support/bank-run.ts';
import { rounds } from '#test/support/deep.ts';
import { ACCOUNT } from '#test/support/payments.ts';

/** Sums of some are sums of others. */
const AMOUNTS = [10_000n, 20_000n, 30_000n, 47_000n];
const FATES = ['EXECUTED', 'rejected', 'returned'] as const;
type Fate = (typeof FATES)[number];

/** BATCH names the run, PARTS does so in two files, NAMED names its payments in one entry, SINGLE has an entry for each. */
const FORMS = ['BATCH', 'PARTS', 'NAMED', 'SINGLE'] as const;
type Form = (typeof FORMS)[number];

const BANK = fc.record({
  fates: fc.array(fc.constantFrom(...FATES), { minLength: AMOUNTS.length, maxLength: AMOUNTS.length }),
  /** Whether the report has every payment, or only the rejected ones. */
  tellsAll: fc.boolean(),
  statement: fc.constantFrom(...FORMS),
  notification: fc.option(fc.constantFrom(...FORMS)),
  hasReferences: fc.boolean(),
  notifiesReturns: fc.boolean(),
  order: fc.array(fc.nat(1_000), { minLength: 14, maxLength: 14 }),
});
/** Cents of the first part: no payment has that amount. */
const PART = 7_777n;

type Bank = typeof BANK extends fc.Arbitrary<infer Value> ? Value : never;

function fileOf(id: string, entries: readonly StatementEntry[]): readonly string[] {
  return entries.length === 0 ? [] : [statementFile({ account: ACCOUNT.iban, id, entries })];
}

/** The entries of each file. */
function debits(
  form: Form,
  debited: readonly Payment[],
  hasReferences: boolean,
): readonly (readonly StatementEntry[])[] {
  const all = debited.reduce((sum, { amountCents }) => sum + amountCents, 0n);
  const entry = (cents: bigint, reference: string, of: Partial<StatementEntry>): StatementEntry => ({
    cents: -cents,
    day: BOOKED,
    ...(hasReferences ? { reference } : {}),
    ...of,
  });
  const naming = (payments: readonly Payment[]) => ({
    details: payments.map(({ endToEndId, amountCents }) => [endToEndId, amountCents] as const),
  });
  const alone = debited.map((one) => entry(one.amountCents, `E-${one.endToEndId}`, naming([one])));
  if (debited.length === 0) return [];
  switch (form) {
    case 'BATCH':
      return [[entry(all, 'E', { run: 'R1' })]];
    case 'PARTS':
      return [[entry(PART, 'P1', { run: 'R1' })], [entry(all - PART, 'P2', { run: 'R1' })]];
    case 'NAMED':
      // An entry for one payment has the reference that it has alone.
      return [debited.length === 1 ? alone : [entry(all, 'E', naming(debited))]];
    case 'SINGLE':
      return [alone];
  }
}

function returns(returned: readonly Payment[], hasReferences: boolean): readonly StatementEntry[] {
  return returned.map(({ endToEndId, amountCents }) => ({
    cents: amountCents,
    day: '2026-12-02',
    ...(hasReferences ? { reference: `C-${endToEndId}` } : {}),
    details: [[endToEndId, amountCents]],
    isReturn: true,
  }));
}

/** Each at least once, some twice. */
function filesOf(bank: Bank, payments: readonly Payment[]): readonly string[] {
  const { fates, tellsAll, statement, hasReferences, notifiesReturns, order } = bank;
  // A bank does not book one debit both as a whole and in parts.
  const forms = [statement, bank.notification];
  const clash = forms.includes('PARTS') && forms.some((form) => form === 'BATCH' || form === 'NAMED');
  const notification = clash ? statement : bank.notification;
  const having = (...some: readonly Fate[]) => payments.filter((_, i) => some.includes(fates[i] ?? 'EXECUTED'));
  const debited = having('EXECUTED', 'returned');
  const told = payments
    .map((payment, i) => [payment, fates[i] === 'rejected' ? 'RJCT' : 'ACSC'] as const)
    .filter(([, status]) => tellsAll || status === 'RJCT');
  const booked = (form: Form) =>
    debits(form, debited, hasReferences).flatMap((entries, i) => fileOf(`debits ${i}`, entries));
  const back = fileOf('returns', returns(having('returned'), hasReferences));
  const files = [
    ...(told.length === 0 ? [] : [reportOf(told)]),
    ...booked(statement),
    ...(notification === null ? [] : booked(notification).map(notified)),
    ...back,
    ...(notifiesReturns ? back.map(notified) : []),
  ];
  const twice = files.filter((_, i) => (order[i + 7] ?? 0) % 3 === 0);
  return [...files, ...twice]
    .map((file, i) => ({ file, at: order[i] ?? 0 }))
    .sort((a, b) => a.at - b.at)
    .map(({ file }) => file);
}

test('every payment ends as the bank has it', async () => {
  await fc.assert(
    fc.asyncProperty(BANK, async (bank) => {
      const run = await BankRun.released(AMOUNTS);
      try {
        for (const file of filesOf(bank, await run.payments())) await run.take(file);
        expect(await run.end()).toStrictEqual(bank.fates);
      } finally {
        await run.close();
      }
    }),
    { numRuns: rounds(60, 3_000) },
  );
});
