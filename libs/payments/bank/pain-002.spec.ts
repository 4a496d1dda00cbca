/** A status report settles the certain outcomes; reasons decide, and unknown statuses wait. */
import { describe, expect, test } from '@jest/globals';
import { RUN, changed, contradictions, read, remarks, sample, settled, waiting } from '#test/support/bank-answers.ts';

const PARTIAL = sample('pain.002.001.10-partial.xml');
const BATCH = sample('pain.002.001.03-batch-rejected.xml');

describe('a report on single payments', () => {
  test('says which are executed, rejected or waiting; the rest of a partial run waits too', () => {
    const answer = read(PARTIAL);
    expect(settled(answer)).toStrictEqual([
      'PAY-1 EXECUTED ACSC 2026-07-02 760053 - -',
      'PAY-2 REJECTED RJCT 2026-07-03 4000 AC04 Compte clos',
    ]);
    expect(waiting(answer)).toStrictEqual(['PAY-3 ACSP -', 'PAY-4 PART -']);
    expect(read(new TextEncoder().encode(`\uFEFF${PARTIAL}`))).toStrictEqual(answer);
  });

  test('reports the payments that it cannot take, and takes the rest', () => {
    const others = (from: string | RegExp, to: string): string[] => {
      const answer = read(changed(PARTIAL, from, to));
      expect(answer.settled.length + answer.waiting.length).toBeGreaterThanOrEqual(2);
      return [...remarks(answer), ...contradictions(answer)];
    };
    expect(others('<OrgnlEndToEndId>PAY-2</OrgnlEndToEndId>', '')).toStrictEqual(['ELEMENT_MISSING']);
    expect(others('>PAY-2<', '>NOTPROVIDED<')).toStrictEqual(['ELEMENT_MISSING']);
    expect(others('>PAY-2<', '>PAY-9<')).toStrictEqual(['ANSWER_TO_UNKNOWN_PAYMENT']);
    expect(others('<TxSts>ACSP</TxSts>', '')).toStrictEqual(['ELEMENT_MISSING']);
    expect(others('Ccy="EUR"', 'Ccy="CHF"')).toStrictEqual(['OTHER_CURRENCY']);
    expect(others('7600.53', '7600.531')).toStrictEqual(['NOT_AN_AMOUNT']);
    expect(others('2026-07-02', '2026-02-30')).toStrictEqual(['NOT_A_BANK_DAY']);
    expect(others('7600.53', '7600.54')).toStrictEqual(['ANSWER_AMOUNT_DIFFERS']);
    expect(others('<TxSts>ACSP', '<TxSts>ACSP</TxSts><TxSts>ACSP')).toStrictEqual(['ELEMENT_TWICE']);
  });

  test('takes an amount with five decimals if it is a whole number of cents', () => {
    expect(settled(read(changed(PARTIAL, '7600.53', '7600.53000')))).toStrictEqual(settled(read(PARTIAL)));
  });

  test('keeps the code that is not known, for a person to see', () => {
    for (const code of ['RCVC', 'RVNM', 'RVMC', 'RVNA', 'ACCP', 'PDNG', 'XYZ9', 'constructor'])
      expect(waiting(read(changed(PARTIAL, 'ACSP', code)))).toContain(`PAY-3 ${code} -`);
  });

  test('counts a payment that is listed twice once, and takes neither of two ends', () => {
    const [, first = ''] = /(<TxInfAndSts>[^]*?<\/TxInfAndSts>)/.exec(PARTIAL) ?? [];
    const twice = read(changed(PARTIAL, first, `${first}${first}`));
    expect([settled(twice).length, remarks(twice)]).toStrictEqual([2, ['SAME_ENTRY_TWICE']]);
    const both = read(changed(PARTIAL, first, `${first}${first.replace('ACSC', 'RJCT')}`));
    expect(settled(both)).toStrictEqual(['PAY-2 REJECTED RJCT 2026-07-03 4000 AC04 Compte clos']);
    expect(contradictions(both)).toStrictEqual(['EXECUTED_AND_REJECTED']);
  });

  test('is compared with the account of the debtor, if it names one', () => {
    const named = (iban: string): string =>
      changed(PARTIAL, '<OrgnlTxRef>', `<OrgnlTxRef><DbtrAcct><Id><IBAN>${iban}</IBAN></Id></DbtrAcct>`);
    expect(settled(read(named(RUN.debtor)))).toHaveLength(2);
    const other = read(named('FR7630006000011234567890189'));
    expect([settled(other).length, remarks(other)]).toStrictEqual([1, ['OTHER_ACCOUNT']]);
  });

  test('does not mistake a payment for one of another run', () => {
    const other = { ...RUN, runId: 'R2', payments: RUN.payments.slice(1, 2) };
    const answer = read(PARTIAL, [{ ...RUN, payments: RUN.payments.filter((_, i) => i !== 1) }, other]);
    expect(remarks(answer)).toContain('PAYMENT_OF_OTHER_RUN');
    expect(settled(answer)).toStrictEqual(['PAY-1 EXECUTED ACSC 2026-07-02 760053 - -']);
  });

  test('leaves the report on another message aside', () => {
    const answer = read(changed(PARTIAL, 'pain.001.001.09', 'pain.008.001.02'));
    expect([settled(answer), remarks(answer)]).toStrictEqual([[], ['OTHER_MESSAGE_ANSWERED']]);
  });
});

describe('a report on a whole run', () => {
  test('settles each payment of the run', () => {
    expect(settled(read(BATCH))).toStrictEqual([
      'PAY-1 REJECTED RJCT 2026-07-01 760053 AM18 -',
      'PAY-2 REJECTED RJCT 2026-07-01 4000 AM18 -',
      'PAY-3 REJECTED RJCT 2026-07-01 10000 AM18 -',
      'PAY-4 REJECTED RJCT 2026-07-01 6000 AM18 -',
    ]);
  });

  test('goes to the payments without a status of their own, listed or not', () => {
    const text = PARTIAL.replace('<GrpSts>PART</GrpSts>', '')
      .replace('<PmtInfSts>PART<', '<PmtInfSts>ACSC<')
      .replace('<TxSts>ACSP</TxSts>', '');
    expect(settled(read(text))).toStrictEqual([
      'PAY-1 EXECUTED ACSC 2026-07-02 760053 - -',
      'PAY-2 REJECTED RJCT 2026-07-03 4000 AC04 Compte clos',
      'PAY-3 EXECUTED ACSC 2026-07-03 10000 - -',
      'PAY-4 EXECUTED ACSC 2026-07-03 6000 - -',
    ]);
  });

  test('has the reason of a payment rejected with it if the payment has none', () => {
    const reason = '<StsRsnInf><Rsn><Cd>AM18</Cd></Rsn></StsRsnInf>';
    const text = PARTIAL.replace('<PmtInfSts>PART</PmtInfSts>', `<PmtInfSts>RJCT</PmtInfSts>${reason}`)
      .replace('<TxSts>ACSC</TxSts>', '')
      .replace('<TxSts>RJCT</TxSts>', '')
      .replace('ACSP', 'RJCT');
    expect(settled(read(text))).toStrictEqual([
      'PAY-1 REJECTED RJCT 2026-07-03 760053 AM18 -',
      'PAY-2 REJECTED RJCT 2026-07-03 4000 AC04 Compte clos',
      'PAY-3 REJECTED RJCT 2026-07-03 10000 AM18 -',
      'PAY-4 REJECTED RJCT 2026-07-03 6000 AM18 -',
    ]);
  });

  test('is not taken if it names a run that was not sent, or another number or sum', () => {
    const nothing = (text: string, runs = [RUN]): string[] => {
      const answer = read(text, runs);
      expect(settled(answer)).toStrictEqual([]);
      return remarks(answer);
    };
    expect(nothing(BATCH, [])).toStrictEqual(['ANSWER_TO_UNKNOWN_RUN']);
    expect(nothing(BATCH, [{ ...RUN, payments: RUN.payments.slice(1) }])).toStrictEqual(['RUN_COUNT_DIFFERS']);
    expect(nothing(changed(BATCH, '7800.53', '7800.54'))).toStrictEqual(['RUN_TOTAL_DIFFERS']);
  });

  test('rejected as a duplicate makes no payment due, in any form of the reason', () => {
    for (const code of ['AM05', 'DU01', 'DU02', 'DU03', 'DU04', 'DU05', 'DUPL']) {
      const whole = read(changed(BATCH, 'AM18', code));
      expect([settled(whole), remarks(whole)]).toStrictEqual([[], ['REJECTED_AS_DUPLICATE']]);
      const single = read(changed(PARTIAL, 'AC04', code));
      expect(settled(single)).toStrictEqual(['PAY-1 EXECUTED ACSC 2026-07-02 760053 - -']);
      expect(remarks(single)).toStrictEqual(['REJECTED_AS_DUPLICATE']);
    }
    const second = changed(
      BATCH,
      '</ns:StsRsnInf>',
      '</ns:StsRsnInf><ns:StsRsnInf><ns:Rsn><ns:Cd>DU01</ns:Cd></ns:Rsn></ns:StsRsnInf>',
    );
    expect(settled(read(second))).toStrictEqual([]);
    // If a batch gives no reason, the reason of its message applies.
    const batch = changed(
      changed(BATCH, 'AM18', 'DU01'),
      '</ns:OrgnlGrpInfAndSts>',
      `</ns:OrgnlGrpInfAndSts><ns:OrgnlPmtInfAndSts><ns:OrgnlPmtInfId>${RUN.runId}</ns:OrgnlPmtInfId><ns:PmtInfSts>RJCT</ns:PmtInfSts></ns:OrgnlPmtInfAndSts>`,
    );
    expect([settled(read(batch)), remarks(read(batch))]).toStrictEqual([[], ['REJECTED_AS_DUPLICATE']]);
  });

  test('is refused if it has no status at all', () => {
    expect(() => read(BATCH.replace(/<ns:GrpSts>[^]*?<\/ns:StsRsnInf>/, ''))).toThrow(/NO_STATUS/);
  });
});
