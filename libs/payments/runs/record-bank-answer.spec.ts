/** The bank's answers about a run of three payments, from its files to the ledger: each counts once, and no file is lost. */
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Author } from '#libs/commands/author.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import type { LedgerCommand } from '#libs/payments/ledger/decide.ts';
import { codeOfProposal } from '#libs/payments/ledger/beside-proposal.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { isOpenContradiction } from '#libs/payments/ledger/state.ts';
import {
  RecordBankAnswer,
  RecordBankAnswerHandler,
  type RecordedAnswer,
} from '#libs/payments/runs/commands/record-bank-answer.ts';
import {
  ExplainDifference,
  ExplainDifferenceHandler,
} from '#libs/payments/reconciliation/commands/explain-difference.ts';
import { reconciledAccounts } from '#libs/payments/reconciliation/queries/reconcile-accounts.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { statementFile } from '#test/support/account-statement.ts';
import { sample } from '#test/support/bank-answers.ts';
import { envelopeInPlace, onLedger } from '#test/support/money.ts';
import { ACCOUNT, decisionToPost, paymentRun } from '#test/support/payments.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { person } from '#test/support/specification.ts';

const AT = '2026-11-28T10:00:00.000Z';
/** The payments that the samples name. */
const NAMED = ['DCPT889F75DF3A4B140650F56E79', 'DCPT862B655AE1C6EC421D7D67B1', 'DCPT1EBBA80457C855B567F2F285'];

function authorOf(name: string, key: string): Author {
  return { meta: { by: person(name), key, at: AT }, commit: COMMIT };
}

let product: Product;
beforeEach(async () => {
  product = new Product();
  const by = async (name: string, command: LedgerCommand) => {
    const { meta, commit } = authorOf(name, command.type);
    await onLedger(product.log, command, meta, commit);
  };
  const terms = { amountCents: 100_000n, schemes: ['PEPS'] };
  const parts = [23_969n, 25_843n, 26_136n].map((amountCents) => ({ dueOn: dayFromText('2026-11-01'), amountCents }));
  const people = { first: authorOf('Alice', 'propose'), second: authorOf('Bob', 'confirm') };
  await envelopeInPlace(product.log, 'FISS', terms, people);
  await by('Bob', { type: 'postDecision', decision: decisionToPost('d1', parts) });
  const asked = { run: 'R1', by: person('Carol'), at: AT, dueBy: dayFromText('2026-11-28'), teams: ['T1'] };
  const run = paymentRun(asked);
  await by('Carol', run.prepare);
  await by('Carol', run.release(await ledgerOf(product.log)));
});
afterEach(() => product.close());

async function statuses(): Promise<readonly string[]> {
  return [...(await ledgerOf(product.log)).payments.values()].map(({ status }) => status);
}

/** A sample file, in which the payments of the run replace the original ones. */
async function take(name: string, key = name, by = 'Dora'): Promise<RecordedAnswer> {
  const ours = [...(await ledgerOf(product.log)).payments.keys()];
  return takeText(
    NAMED.reduce((text, named, i) => text.replaceAll(named, ours[i] ?? ''), sample(name)),
    key,
    by,
  );
}

function takeText(file: string, key: string, by = 'Dora'): Promise<RecordedAnswer> {
  const stores = new Stores(product.log, product.readStore);
  const bytes = Readable.from([new TextEncoder().encode(file)]);
  return new RecordBankAnswerHandler(stores).execute(new RecordBankAnswer(bytes, authorOf(by, key)));
}

/** Emma confirms the entries that a file proposed. */
async function confirm(taken: RecordedAnswer, by = 'Emma'): Promise<void> {
  const ledger = await ledgerOf(product.log);
  const proposal = ledger.proposals.get(taken.proposed?.proposal ?? '');
  if (proposal === undefined) throw new RangeError('nothing is proposed');
  const { meta, commit } = authorOf(by, proposal.id);
  const confirming = { proposal: proposal.id, by: meta.by, at: AT, code: codeOfProposal(ledger, proposal) };
  const looked = { hasLeft: false, account: undefined };
  await onLedger(product.log, { type: 'confirm', ...confirming, looked }, meta, commit);
}

async function open(): Promise<readonly string[]> {
  const ledger = await ledgerOf(product.log);
  return [...ledger.contradictions.values()].filter((one) => isOpenContradiction(ledger, one)).map(({ code }) => code);
}

function counts({ recorded, known, waiting, remarks, contradictions }: RecordedAnswer): readonly number[] {
  return [recorded, known, waiting.length, remarks.length, contradictions.length];
}

test('a second upload rejected as a duplicate makes no payment due, before the debit or after it', async () => {
  expect(counts(await take('duplicate-rejected/2b-AM05.xml'))).toStrictEqual([0, 0, 0, 1, 0]);
  expect(await statuses()).toStrictEqual(['RELEASED', 'RELEASED', 'RELEASED']);
  expect(counts(await take('duplicate-rejected/1-first-file-executed.xml'))).toStrictEqual([3, 0, 0, 0, 0]);
  expect(counts(await take('duplicate-rejected/2-second-upload-refused-DU01.xml'))).toStrictEqual([0, 0, 0, 1, 0]);
  expect(await statuses()).toStrictEqual(['EXECUTED', 'EXECUTED', 'EXECUTED']);
});

test('a run is executed without its rejected payments', async () => {
  expect(counts(await take('batch-net-of-rejects/1-pain002-part.xml'))).toStrictEqual([1, 0, 2, 0, 0]);
  expect(counts(await take('batch-net-of-rejects/2-camt054-batch.xml'))).toStrictEqual([2, 0, 0, 0, 0]);
  expect(await statuses()).toStrictEqual(['RETURNED', 'EXECUTED', 'EXECUTED']);
});

test('the debit of a run without its rejected payments may come before the report of the rejection', async () => {
  const booked = await take('batch-net-of-rejects/2-camt054-batch.xml', 'k1');
  expect([counts(booked), booked.remarks.map(({ code }) => code)]).toStrictEqual([
    [0, 0, 0, 1, 0],
    ['BATCH_NOT_MATCHED'],
  ]);
  expect(await statuses()).toStrictEqual(['RELEASED', 'RELEASED', 'RELEASED']);
  expect(counts(await take('batch-net-of-rejects/2-camt054-batch.xml', 'k2'))).toStrictEqual([0, 1, 0, 0, 0]);
  const rejected = await take('batch-net-of-rejects/1-pain002-part.xml', 'k3');
  expect(rejected.recorded).toBe(3);
  expect(await statuses()).toStrictEqual(['RETURNED', 'EXECUTED', 'EXECUTED']);
  expect(counts(await take('batch-net-of-rejects/2-camt054-batch.xml', 'k4'))).toStrictEqual([0, 1, 0, 0, 0]);
});

test('a run may be booked in parts, each in its own file, and is compared with the account', async () => {
  const part = (cents: bigint, reference: string) =>
    statementFile({
      account: ACCOUNT.iban,
      id: reference,
      entries: [{ cents, day: '2026-11-30', reference, run: 'R1' }],
    });
  expect((await takeText(part(-50_000n, 'A'), 'k1')).recorded).toBe(0);
  const [open] = await reconciledAccounts(product.log);
  expect(open?.differences.map(({ kind, cents }) => [kind, cents])).toStrictEqual([['NOT_IN_LEDGER', -50_000n]]);
  expect((await takeText(part(-25_948n, 'B'), 'k2')).recorded).toBe(3);
  expect(await statuses()).toStrictEqual(['EXECUTED', 'EXECUTED', 'EXECUTED']);
  const [closed] = await reconciledAccounts(product.log);
  expect(closed?.differences).toStrictEqual([]);
});

test('a rejection handed in by the releaser waits for another person, and the debit of the other payments is still matched', async () => {
  const forged = await take('batch-net-of-rejects/1-pain002-part.xml', 'k1', 'Carol');
  expect([counts(forged), forged.proposed?.payments]).toStrictEqual([[0, 0, 2, 0, 0], 1]);
  expect(counts(await take('batch-net-of-rejects/2-camt054-batch.xml', 'k2'))).toStrictEqual([2, 0, 0, 0, 0]);
  expect(await statuses()).toStrictEqual(['RELEASED', 'EXECUTED', 'EXECUTED']);
  await confirm(forged);
  expect(await statuses()).toStrictEqual(['RETURNED', 'EXECUTED', 'EXECUTED']);
});

describe('a credit of payments', () => {
  const DAY = '2026-11-30';

  async function credited(ids: readonly number[], reference = 'C'): Promise<string> {
    const payments = [...(await ledgerOf(product.log)).payments.values()].filter((_, i) => ids.includes(i));
    const entries = payments.map(({ endToEndId, amountCents }) => ({
      cents: amountCents,
      day: DAY,
      reference: `${reference}-${endToEndId}`,
      details: [[endToEndId, amountCents]] as const,
      isReturn: true,
    }));
    return statementFile({ account: ACCOUNT.iban, id: `credits ${reference}`, entries });
  }

  test('waits for another person, gives the same answer when it is handed in again, and explains the account', async () => {
    await take('duplicate-rejected/1-first-file-executed.xml');
    const file = await credited([0, 2]);
    const taken = await takeText(file, 'k1');
    expect([counts(taken), taken.proposed?.payments]).toStrictEqual([[0, 0, 0, 0, 0], 2]);
    expect(await statuses()).toStrictEqual(['EXECUTED', 'EXECUTED', 'EXECUTED']);
    const kinds = async () =>
      (await reconciledAccounts(product.log)).flatMap(({ days, differences }) => [
        differences.filter(({ cents }) => cents > 0n).map(({ kind }) => kind),
        days.map(({ unexplained }) => unexplained.count),
      ]);
    expect(await kinds()).toStrictEqual([['RETURN_TO_CONFIRM', 'RETURN_TO_CONFIRM'], [0]]);
    // Another upload proposes nothing more; the same command gives the same result, also after the confirmation.
    const again = await takeText(file, 'k2');
    expect([counts(again), again.proposed]).toStrictEqual([[0, 2, 0, 0, 0], undefined]);
    await confirm(taken);
    expect(await statuses()).toStrictEqual(['RETURNED', 'EXECUTED', 'RETURNED']);
    expect({ ...(await takeText(file, 'k1')), statements: 1 }).toStrictEqual(taken);
    expect(counts(await takeText(file, 'k3'))).toStrictEqual([0, 2, 0, 0, 0]);
    expect(await kinds()).toStrictEqual([[], [0]]);
  });

  test('proposes the rest if a part of it waits already', async () => {
    const piece = await takeText(await credited([1]), 'k1');
    const whole = await takeText(await credited([0, 1, 2]), 'k2');
    expect([counts(whole), whole.proposed?.payments]).toStrictEqual([[0, 1, 0, 0, 0], 2]);
    await confirm(whole);
    await confirm(piece);
    expect(counts(await take('duplicate-rejected/1-first-file-executed.xml'))).toStrictEqual([3, 0, 0, 0, 0]);
    expect(await statuses()).toStrictEqual(['RETURNED', 'RETURNED', 'RETURNED']);
  });

  test('is not confirmed by the person who handed it in, nor by the releaser of the run', async () => {
    const taken = await takeText(await credited([0]), 'k1');
    await expect(confirm(taken, 'Dora')).rejects.toMatchObject({ code: 'SECOND_PERSON_REQUIRED' });
    await expect(confirm(taken, 'Carol')).rejects.toMatchObject({ code: 'ANSWERED_BY_RELEASER' });
  });
});

describe('a run that the bank debits twice', () => {
  const batch = (cents: bigint, reference: string, isReturn = false) =>
    statementFile({
      account: ACCOUNT.iban,
      id: reference,
      entries: [{ cents, day: '2026-11-30', reference, run: 'R1', isReturn }],
    });
  const ALL = 75_948n;

  test('is a contradiction of each payment; a credit of the whole run ends it, and a credit of a part does not', async () => {
    expect(counts(await takeText(batch(-ALL, 'A'), 'k1'))).toStrictEqual([3, 0, 0, 0, 0]);
    expect(counts(await takeText(batch(-ALL, 'A'), 'k2'))).toStrictEqual([0, 3, 0, 0, 0]);
    const second = await takeText(batch(-ALL, 'B'), 'k3');
    expect([counts(second), second.contradictions[0]]).toMatchObject([
      [0, 0, 0, 0, 3],
      { code: 'DEBITED_TWICE', data: { reference: 'B' } },
    ]);
    expect(await open()).toStrictEqual(['DEBITED_TWICE', 'DEBITED_TWICE', 'DEBITED_TWICE']);
    const part = await takeText(batch(50_000n, 'C', true), 'k4');
    expect([part.proposed, part.remarks.map(({ code }) => code)]).toStrictEqual([undefined, ['BATCH_NOT_MATCHED']]);
    expect(await open()).toHaveLength(3);
    const rest = await takeText(batch(ALL - 50_000n, 'D', true), 'k5');
    expect([rest.proposed?.payments, (await open()).length]).toStrictEqual([3, 3]);
    await confirm(rest);
    expect([await open(), await statuses()]).toStrictEqual([[], ['EXECUTED', 'EXECUTED', 'EXECUTED']]);
    const [account] = await reconciledAccounts(product.log);
    expect(account?.differences).toStrictEqual([]);
  });

  test('stays a contradiction of the other payments when one is credited back as a duplicate', async () => {
    await takeText(batch(-ALL, 'A'), 'k1');
    await takeText(batch(-ALL, 'B'), 'k2');
    const [first = ''] = (await ledgerOf(product.log)).payments.keys();
    const entries = [
      { cents: 23_969n, day: '2026-11-30', reference: 'C', details: [[first, 23_969n]] as const, isReturn: true },
    ];
    const copy = statementFile({ account: ACCOUNT.iban, id: 'C', entries }).replace('AC04', 'DUPL');
    const taken = await takeText(copy, 'k3');
    expect([counts(taken), taken.proposed?.payments]).toStrictEqual([[0, 0, 0, 1, 0], 1]);
    await confirm(taken);
    expect([await open(), await statuses()]).toStrictEqual([
      ['DEBITED_TWICE', 'DEBITED_TWICE'],
      ['EXECUTED', 'EXECUTED', 'EXECUTED'],
    ]);
  });
});

test('a second debit is noticed also if the references of the bank have the shape of a social security number', async () => {
  const [first = ''] = [...(await ledgerOf(product.log)).payments.keys()];
  const debit = (reference: string) =>
    statementFile({
      account: ACCOUNT.iban,
      id: reference,
      entries: [{ cents: -23_969n, day: '2026-11-30', reference, details: [[first, 23_969n]] }],
    });
  expect(counts(await takeText(debit('2740211918707'), 'k1'))).toStrictEqual([1, 0, 0, 0, 0]);
  const second = await takeText(debit('2740211918899'), 'k2');
  expect([counts(second), await open()]).toStrictEqual([[0, 0, 0, 0, 1], ['DEBITED_TWICE']]);
});

test('an answer of a day before the release, or far in the future, changes nothing', async () => {
  const [first = ''] = [...(await ledgerOf(product.log)).payments.keys()];
  const on = (day: string) =>
    statementFile({ account: ACCOUNT.iban, id: day, entries: [{ cents: -23_969n, day, details: [[first, 23_969n]] }] });
  for (const day of ['2026-11-27', '2026-12-05'])
    expect(counts(await takeText(on(day), day))).toStrictEqual([0, 0, 0, 0, 1]);
  expect(counts(await takeText(on('2026-11-27'), 'again'))).toStrictEqual([0, 0, 0, 0, 1]);
  expect([...(await ledgerOf(product.log)).contradictions.values()].map(({ code }) => code)).toStrictEqual([
    'ANSWERED_BEFORE_RELEASE',
    'ANSWERED_ON_A_DAY_TO_COME',
  ]);
  expect(counts(await takeText(on('2026-12-03'), 'soon'))).toStrictEqual([1, 0, 0, 0, 0]);
});

test('a CSV is typed: it counts once a second person has confirmed it', async () => {
  const [first = '', second = ''] = [...(await ledgerOf(product.log)).payments.keys()];
  const row = (id: string, status: string, day: string, cents: number) => `${id},${status},${day},${cents},\n`;
  const csv = (day: string) =>
    `end_to_end_id,status,day,amount_cents,reason\n${row(first, 'EXECUTED', day, 23_969)}${row(second, 'RETURNED', day, 25_843)}`;
  await expect(takeText(csv('2026-11-27'), 'k0')).rejects.toMatchObject({ code: 'ANSWER_BEFORE_RELEASE' });
  const taken = await takeText(csv('2026-11-28'), 'k1', 'Dora');
  expect([counts(taken), taken.proposed?.payments]).toStrictEqual([[0, 0, 0, 0, 0], 2]);
  expect(await statuses()).toStrictEqual(['RELEASED', 'RELEASED', 'RELEASED']);
  await confirm(taken);
  expect(await statuses()).toStrictEqual(['EXECUTED', 'RETURNED', 'RELEASED']);
  const again = await takeText(`${csv('2026-11-28')}\n`, 'k3', 'Dora');
  expect([counts(again), again.proposed]).toStrictEqual([[0, 2, 0, 0, 0], undefined]);
});

test('the same file again is known, the same command again gives its first result', async () => {
  const first = await take('other-movements/bank-fee.xml', 'k1');
  expect(counts(first)).toStrictEqual([3, 0, 0, 1, 0]);
  expect(await take('other-movements/bank-fee.xml', 'k1')).toStrictEqual(first);
  expect(counts(await take('other-movements/bank-fee.xml', 'k2'))).toStrictEqual([0, 3, 0, 1, 0]);
});

test('a rejection of an executed payment changes nothing and is counted', async () => {
  await take('duplicate-rejected/1-first-file-executed.xml');
  const answer = await take('batch-net-of-rejects/1-pain002-part.xml');
  expect(counts(answer)).toStrictEqual([0, 0, 2, 0, 1]);
  expect(await statuses()).toStrictEqual(['EXECUTED', 'EXECUTED', 'EXECUTED']);
});

test('a statement of the account is compared with the ledger, and each difference has a reason', async () => {
  const account = ACCOUNT.iban;
  const [first = '', second = ''] = [...(await ledgerOf(product.log)).payments.keys()];
  const file = statementFile({
    account,
    balances: [
      ['OPBD', 100_000n, '2026-11-30'],
      ['CLBD', 49_938n, '2026-11-30'],
    ],
    entries: [
      {
        cents: -49_812n,
        day: '2026-11-30',
        details: [
          [first, 23_969n],
          [second, 25_843n],
        ],
      },
      { cents: -250n, day: '2026-11-30', text: 'FRAIS DE TENUE' },
    ],
  });
  const taken = await takeText(file, 'k1');
  expect([taken.recorded, taken.statements, taken.remarks.map(({ code }) => code)]).toStrictEqual([
    2,
    1,
    ['OTHER_MOVEMENT'],
  ]);
  expect((await takeText(file, 'k2')).statements).toBe(0);
  const other = await takeText(statementFile({ account: 'FR1420041010050500013M02606' }), 'k3');
  expect([other.statements, other.remarks.map(({ code }) => code)]).toStrictEqual([0, ['STATEMENT_OF_OTHER_ACCOUNT']]);
  const [found] = await reconciledAccounts(product.log);
  expect(found?.days.map(({ executed, other: rest }) => [executed.cents, rest.cents])).toStrictEqual([
    [-49_812n, -250n],
  ]);
  expect(found?.differences.map(({ kind, cents }) => [kind, cents])).toStrictEqual([['NOT_OURS', -250n]]);
  const explain = new ExplainDifferenceHandler(new Stores(product.log, product.readStore));
  const author = authorOf('Carol', 'k4');
  await explain.execute(new ExplainDifference(found?.differences[0]?.id ?? '', 'frais du mois', author));
  const [after] = await reconciledAccounts(product.log);
  expect(after?.differences[0]?.explanation?.reason).toBe('frais du mois');
  await expect(explain.execute(new ExplainDifference('0123456789abcdef', 'frais', author))).rejects.toMatchObject({
    code: 'NO_SUCH_DIFFERENCE',
  });
});

test('a code that is not known waits', async () => {
  const { waiting } = await take('verification-of-payee/rcvc.xml');
  expect(waiting.map(({ status }) => status)).toStrictEqual(['RCVC', 'RCVC', 'RCVC']);
  expect(await statuses()).toStrictEqual(['RELEASED', 'RELEASED', 'RELEASED']);
});
