/** A booking settles the payments that it names, or the payments of the run whose sum it is. Everything else is a remark. */
import { describe, expect, test } from '@jest/globals';
import {
  DEBTOR,
  RUN,
  changed,
  contradictions,
  read,
  remarks,
  sample,
  settled,
  waiting,
} from '#test/support/bank-answers.ts';

const V08 = sample('camt.054.001.08.xml');
const V02 = sample('camt.054.001.02.xml');

const ALL = [
  'PAY-1 EXECUTED BOOK 2026-07-02 760053 - -',
  'PAY-2 EXECUTED BOOK 2026-07-02 4000 - -',
  'PAY-3 EXECUTED BOOK 2026-07-02 10000 - -',
  'PAY-4 EXECUTED BOOK 2026-07-02 6000 - -',
];

/** Entries as a statement has them, or with `message` a notification. */
function statement(entries: readonly string[], { account = DEBTOR, message = 'camt.053' } = {}): string {
  const [element, block] = message === 'camt.053' ? ['BkToCstmrStmt', 'Stmt'] : ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'];
  return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${message}.001.08"><${element}><${block}>
<CreDtTm>2026-07-06T06:00:00</CreDtTm><Acct><Id><IBAN>${account}</IBAN></Id></Acct>
${entries.join('\n')}
</${block}></${element}></Document>`;
}

interface EntryInTest {
  readonly amount: string;
  readonly credit?: boolean;
  readonly status?: string;
  readonly day?: string;
  readonly reference?: string;
  readonly rest?: string;
}

function entry({
  amount,
  credit = false,
  status = 'BOOK',
  day = '2026-07-02',
  reference,
  rest = '',
}: EntryInTest): string {
  return `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${credit ? 'CRDT' : 'DBIT'}</CdtDbtInd><Sts><Cd>${status}</Cd></Sts>
<BookgDt><Dt>${day}</Dt></BookgDt>${reference === undefined ? '' : `<AcctSvcrRef>${reference}</AcctSvcrRef>`}${rest}</Ntry>`;
}

const details = (...inside: readonly string[]): string => `<NtryDtls>${inside.join('')}</NtryDtls>`;
const named = (endToEndId: string, rest = ''): string =>
  `<TxDtls><Refs><EndToEndId>${endToEndId}</EndToEndId></Refs>${rest}</TxDtls>`;
const batch = (count?: number): string =>
  `<Btch><PmtInfId>RUN-2026-Q2</PmtInfId>${count === undefined ? '' : `<NbOfTxs>${count}</NbOfTxs>`}</Btch>`;
const RETURNED = '<RtrInf><Rsn><Cd>AC01</Cd></Rsn></RtrInf>';

describe('payments that are named', () => {
  test('are executed by a booked debit and returned by a credit that names the return; other entries are ignored', () => {
    const answer = read(V08);
    expect(settled(answer)).toStrictEqual([
      'PAY-1 EXECUTED BOOK 2026-07-02 760053 - -',
      'PAY-3 EXECUTED BOOK 2026-07-02 10000 - -',
      'PAY-3 RETURNED BOOK 2026-07-06 10000 AC01 -',
    ]);
    expect(remarks(answer)).toStrictEqual(['OTHER_MOVEMENT']);
  });

  test('are read the same in the older version, and wait if they are not booked', () => {
    const answer = read(V02);
    expect(settled(answer)).toStrictEqual(['PAY-1 EXECUTED BOOK 2026-07-02 760053 - -']);
    expect(waiting(answer)).toStrictEqual(['PAY-2 PDNG -']);
    expect(waiting(read(changed(V02, '>PDNG<', '>DONE<')))).toStrictEqual(['PAY-2 DONE -']);
  });

  test('are read the same in a statement', () => {
    const text = statement([entry({ amount: '7600.53', rest: details(named('PAY-1')) })]);
    expect(settled(read(text))).toStrictEqual(['PAY-1 EXECUTED BOOK 2026-07-02 760053 - -']);
  });

  test('have the same ids in any version and file, and one entry another id than another', () => {
    const ids = (text: string): string[] => read(text).settled.map(({ id }) => id);
    const again = ids(changed(changed(V08, '<MsgId>NTF-20260706-1', '<MsgId>OTHER'), '<Ntry>', '<!-- again --><Ntry>'));
    expect(ids(V08)).toStrictEqual(again);
    expect(new Set(ids(V08)).size).toBe(3);
    expect(ids(changed(V08, '<AcctSvcrRef>BQ-0001</AcctSvcrRef>', ''))[0]).toBe(ids(V02)[0]);
  });

  test('are taken without amounts if the sent amounts add up to the booking', () => {
    const two = details(named('PAY-2'), named('PAY-4'));
    expect(settled(read(statement([entry({ amount: '100.00', rest: two })])))).toStrictEqual([ALL[1], ALL[3]]);
    const other = read(statement([entry({ amount: '100.01', rest: two })]));
    expect([settled(other), remarks(other)]).toStrictEqual([[], ['AMOUNT_MISSING', 'AMOUNT_MISSING']]);
  });

  test('are contradicted by another amount, but returned less charges', () => {
    const other = read(statement([entry({ amount: '40.01', rest: details(named('PAY-2')) })]));
    expect([settled(other), contradictions(other)]).toStrictEqual([[], ['ANSWER_AMOUNT_DIFFERS']]);
    const charges = '<Chrgs><Rcrd><Amt Ccy="EUR">2.50</Amt></Rcrd></Chrgs>';
    for (const [rest, statedCents] of [
      ['', undefined],
      [charges, 250n],
    ] as const) {
      const less = read(
        statement([entry({ amount: '37.50', credit: true, rest: details(named('PAY-2', `${rest}${RETURNED}`)) })]),
      );
      expect(settled(less)).toStrictEqual(['PAY-2 RETURNED BOOK 2026-07-02 4000 AC01 -']);
      expect(less.remarks).toMatchObject([{ code: 'RETURNED_LESS_CHARGES', data: { chargeCents: 250n, statedCents } }]);
    }
    const more = read(statement([entry({ amount: '40.01', credit: true, rest: details(named('PAY-2', RETURNED)) })]));
    expect(contradictions(more)).toStrictEqual(['ANSWER_AMOUNT_DIFFERS']);
    const cent = read(statement([entry({ amount: '0.01', credit: true, rest: details(named('PAY-2', RETURNED)) })]));
    expect([settled(cent), contradictions(cent)]).toStrictEqual([[], ['ANSWER_AMOUNT_DIFFERS']]);
  });

  test('are taken with any charges in the file: none, several, in another currency, unreadable', () => {
    const charge = (amount: string, currency = 'EUR'): string =>
      `<Chrgs><Amt Ccy="${currency}">${amount}</Amt></Chrgs>`;
    const none = '<Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">0.00</TtlChrgsAndTaxAmt></Chrgs>';
    for (const charges of [none, charge('0.00'), charge('1.50', 'USD'), charge('gratis'), charge('1') + charge('2')]) {
      const debited = [details(named('PAY-2', charges)), `${charges}${details(named('PAY-2'))}`];
      for (const rest of debited)
        expect(settled(read(statement([entry({ amount: '40.00', rest })])))).toStrictEqual([ALL[1]]);
    }
    const two = `${charge('1.50')}${charge('1.00')}${RETURNED}`;
    const less = read(statement([entry({ amount: '37.50', credit: true, rest: details(named('PAY-2', two)) })]));
    expect(less.remarks).toMatchObject([{ code: 'RETURNED_LESS_CHARGES', data: { statedCents: 250n } }]);
  });

  test('are compared with the account of the file', () => {
    const other = read(
      statement([entry({ amount: '40.00', rest: details(named('PAY-2')) })], {
        account: 'FR7630006000011234567890189',
      }),
    );
    expect([settled(other), remarks(other)]).toStrictEqual([[], ['OTHER_ACCOUNT']]);
    expect(read(V08).settled[0]?.account).toBe(DEBTOR);
  });

  test('are not due again for a credit that does not say it is a return, or that returns a second copy', () => {
    const credit = (rest: string): string =>
      statement([entry({ amount: '40.00', credit: true, rest: details(named('PAY-2', rest)) })]);
    expect([settled(read(credit(''))), remarks(read(credit('')))]).toStrictEqual([[], ['CREDIT_NOT_A_RETURN']]);
    const copy = read(credit(RETURNED.replace('AC01', 'AM05')));
    expect([settled(copy), remarks(copy)]).toStrictEqual([[], ['REJECTED_AS_DUPLICATE']]);
  });

  test('are executed before they are returned, though the file has the credit first', () => {
    const debit = entry({ amount: '40.00', rest: details(named('PAY-2')) });
    const credit = entry({ amount: '40.00', credit: true, day: '2026-07-05', rest: details(named('PAY-2', RETURNED)) });
    expect(settled(read(statement([credit, debit])))).toStrictEqual([
      'PAY-2 EXECUTED BOOK 2026-07-02 4000 - -',
      'PAY-2 RETURNED BOOK 2026-07-05 4000 AC01 -',
    ]);
  });

  test('keep two debits of one payment that differ, with a remark', () => {
    const debit = (reference: string): string => entry({ amount: '40.00', reference, rest: details(named('PAY-2')) });
    const answer = read(statement([debit('A'), debit('B'), debit('B')]));
    expect([answer.settled.length, remarks(answer)]).toStrictEqual([2, ['SAME_OUTCOME_TWICE', 'SAME_ENTRY_TWICE']]);
  });

  test('are remarked if they do not add up to the entry', () => {
    expect(remarks(read(changed(V08, '7700.53', '7700.54')))).toStrictEqual(['ENTRY_SUM_DIFFERS', 'OTHER_MOVEMENT']);
  });
});

describe('a run that is booked as a whole', () => {
  const whole = (...inside: readonly string[]): string => entry({ amount: '7800.53', rest: details(...inside) });

  test('is executed, with or without details, which need not name anything', () => {
    const nameless = '<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs></TxDtls>';
    const anotherWay = '<TxDtls><Refs><PmtInfId>RUN-2026-Q2</PmtInfId></Refs></TxDtls><TxDtls/>';
    for (const inside of [batch(4), batch(), `${batch(4)}${nameless.repeat(4)}`, anotherWay])
      expect(settled(read(statement([whole(inside)])))).toStrictEqual(ALL);
  });

  test('waits as a whole if it is not booked yet', () => {
    const pending = entry({ amount: '7800.53', status: 'PDNG', rest: details(batch(4)) });
    expect(waiting(read(statement([pending])))).toHaveLength(4);
  });

  test('is booked without the payments that were rejected, before or in the same file', () => {
    const net = statement([entry({ amount: '7760.53', rest: details(batch(3)) })]);
    const rejected = RUN.payments.map((payment) =>
      payment.endToEndId === 'PAY-2' ? { ...payment, status: 'REJECTED' as const } : payment,
    );
    expect(settled(read(net, [{ ...RUN, payments: rejected }]))).toStrictEqual([ALL[0], ALL[2], ALL[3]]);
    const before = read(net);
    expect([settled(before), remarks(before)]).toStrictEqual([[], ['BATCH_NOT_MATCHED']]);
  });

  test('is booked in several entries, and together with named payments', () => {
    const parts = ['7000.00', '760.53'].map((amount) => entry({ amount, rest: details(batch()) }));
    const one = entry({ amount: '40.00', rest: details(named('PAY-2')) });
    const last = {
      amount: '7800.53',
      rest: details(`${batch()}${named('PAY-2', '<Amt Ccy="EUR">40.00</Amt>')}<TxDtls/>`),
    };
    expect(settled(read(statement([...parts, one])))).toStrictEqual(ALL);
    expect(settled(read(statement([entry(last)])))).toStrictEqual(ALL);
  });

  test('is read the same if the file comes again', () => {
    const executed = RUN.payments.map((payment) => ({ ...payment, status: 'EXECUTED' as const, isDebited: true }));
    const returnedSince = executed.map((payment, i) =>
      i === 0 ? { ...payment, status: 'RETURNED' as const } : payment,
    );
    const first = read(statement([whole(batch(4))]));
    for (const payments of [executed, returnedSince])
      expect(read(statement([whole(batch(4))]), [{ ...RUN, payments }]).settled).toStrictEqual(first.settled);
  });

  test('has one part per group of details, each with its own amount', () => {
    const other = {
      ...RUN,
      runId: 'R2',
      payments: [{ endToEndId: 'PAY-9', amountCents: 100n, status: 'RELEASED' as const, isDebited: false }],
    };
    const group = (run: string, amount: string): string =>
      details(`<Btch><PmtInfId>${run}</PmtInfId><TtlAmt Ccy="EUR">${amount}</TtlAmt></Btch>`);
    const both = entry({ amount: '7801.53', rest: `${group('RUN-2026-Q2', '7800.53')}${group('R2', '1.00')}` });
    expect(settled(read(statement([both]), [RUN, other]))).toStrictEqual([
      ...ALL,
      'PAY-9 EXECUTED BOOK 2026-07-02 100 - -',
    ]);
  });
});

describe('other entries of the file', () => {
  test('are remarked, and change no payment', () => {
    const strange = [
      entry({ amount: '12.50' }),
      entry({ amount: '9.99', rest: details(named('OTHER-1')) }),
      entry({ amount: '40.00', credit: true, rest: details(named('OTHER-2', RETURNED)) }),
      entry({ amount: '40.00', credit: true }),
      entry({ amount: 'NaN', rest: details(named('PAY-2')) }),
      entry({ amount: '40.00', status: 'INFO' }),
      entry({ amount: '1.00', rest: details(batch()) }).replace('RUN-2026-Q2', 'OTHER'),
      entry({ amount: '80.00' }).replace('EUR', 'USD'),
      entry({ amount: '80.00' }).replace('>DBIT<', '>BOTH<'),
      entry({ amount: '80.00' }).replace(/<Sts>.*<\/Sts>/, ''),
      entry({ amount: '80.00' }).replace('<CdtDbtInd>DBIT</CdtDbtInd>', ''),
      entry({ amount: '40.00', day: '2026-02-30', rest: details(named('PAY-2')) }),
      '<Ntry/>',
      '<Ntry><Amt Ccy="EUR">1</Amt><Amt Ccy="EUR">1</Amt></Ntry>',
    ];
    const ours = entry({ amount: '7600.53', rest: details(named('PAY-1')) });
    const answer = read(
      statement(Array.from({ length: 1_000 }, (_, i) => strange[i % strange.length] ?? '').toSpliced(500, 0, ours)),
    );
    expect(settled(answer)).toStrictEqual([ALL[0]]);
    expect(answer.remarks).toHaveLength(1_000);
  });
});
