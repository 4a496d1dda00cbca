/** What the bank answers is read payment by payment, and what cannot be sure is refused with the element named. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayText } from '#libs/kernel/day.ts';
import { type AnswerEntry, type BankAnswer, readBankAnswer, type SentRun } from './read-bank-answer.ts';

const SAMPLES = new URL('../../../test/samples/iso20022/', import.meta.url);
const RUN: SentRun = {
  runId: 'RUN-2026-Q2',
  payments: [
    { endToEndId: 'PAY-1', amountCents: 760_053n },
    { endToEndId: 'PAY-2', amountCents: 4_000n },
    { endToEndId: 'PAY-3', amountCents: 10_000n },
    { endToEndId: 'PAY-4', amountCents: 6_000n },
  ],
};

function sample(name: string): string {
  return readFileSync(new URL(name, SAMPLES), 'utf8');
}

function read(file: string | Uint8Array, runs: readonly SentRun[] = []): BankAnswer {
  const answer = readBankAnswer(file, runs);
  assert.ok(answer.ok, answer.ok ? '' : answer.faults.join('\n'));
  return answer.value;
}

function refusal(file: string | Uint8Array, runs: readonly SentRun[] = []): string {
  const answer = readBankAnswer(file, runs);
  assert.ok(!answer.ok, 'the file should be refused');
  expect(answer.faults).toHaveLength(1);
  return answer.faults[0] ?? '';
}

function line({ endToEndId, outcome, status, day, amountCents, reason, detail }: AnswerEntry): string {
  return [endToEndId, outcome, status, dayText(day), amountCents ?? '-', reason ?? '-', detail ?? '-'].join(' ');
}

const lines = (answer: BankAnswer): string[] => answer.entries.map(line);

function changed(text: string, from: string, to: string): string {
  assert.ok(text.includes(from), from);
  return text.replace(from, to);
}

describe('a status report', () => {
  const PARTIAL = sample('pain.002.001.10-partial.xml');
  const BATCH = sample('pain.002.001.03-batch-rejected.xml');

  it('says of each payment it lists whether it was executed, refused or is under way', () => {
    const expected = [
      'PAY-1 EXECUTED ACSC 2026-07-02 760053 - -',
      'PAY-2 RETURNED RJCT 2026-07-03 - AC04 Compte clos',
      'PAY-3 PENDING ACSP 2026-07-03 - - -',
    ];
    expect(lines(read(PARTIAL))).toStrictEqual(expected);
    assert.deepEqual(lines(read(PARTIAL, [RUN])), expected, 'of a partial batch, nothing is said of the others');
    expect(lines(read(new TextEncoder().encode(`\uFEFF${PARTIAL}`)))).toStrictEqual(expected);
  });

  it('of a whole batch goes to all of its payments', () => {
    expect(lines(read(BATCH, [RUN]))).toStrictEqual([
      'PAY-1 RETURNED RJCT 2026-07-01 760053 AM18 -',
      'PAY-2 RETURNED RJCT 2026-07-01 4000 AM18 -',
      'PAY-3 RETURNED RJCT 2026-07-01 10000 AM18 -',
      'PAY-4 RETURNED RJCT 2026-07-01 6000 AM18 -',
    ]);
  });

  it('of a batch goes to the payments that have none of their own, listed or not', () => {
    const text = PARTIAL.replace('<GrpSts>PART</GrpSts>', '')
      .replace('<PmtInfSts>PART<', '<PmtInfSts>ACSC<')
      .replace('<TxSts>ACSP</TxSts>', '');
    expect(lines(read(text, [RUN]))).toStrictEqual([
      'PAY-1 EXECUTED ACSC 2026-07-02 760053 - -',
      'PAY-2 RETURNED RJCT 2026-07-03 - AC04 Compte clos',
      'PAY-3 EXECUTED ACSC 2026-07-03 - - -',
      'PAY-4 EXECUTED ACSC 2026-07-03 6000 - -',
    ]);
    expect(refusal(text)).toMatch(
      /PmtInfAndSts : le statut ACSC vaut pour tout le lot RUN-2026-Q2, qui n'est pas parmi/,
    );
  });

  it('of a payment refused with its batch has its own reason, or else that of the batch', () => {
    const reason = (code: string): string => `<StsRsnInf><Rsn><Cd>${code}</Cd></Rsn></StsRsnInf>`;
    const text = PARTIAL.replace('<PmtInfSts>PART</PmtInfSts>', `<PmtInfSts>RJCT</PmtInfSts>${reason('AM18')}`)
      .replace('<TxSts>ACSC</TxSts>', '')
      .replace('<TxSts>RJCT</TxSts>', '')
      .replace('ACSP', 'RJCT');
    expect(lines(read(text, [RUN]))).toStrictEqual([
      'PAY-1 RETURNED RJCT 2026-07-03 760053 AM18 -',
      'PAY-2 RETURNED RJCT 2026-07-03 - AC04 Compte clos',
      'PAY-3 RETURNED RJCT 2026-07-03 - AM18 -',
      'PAY-4 RETURNED RJCT 2026-07-03 6000 AM18 -',
    ]);
  });

  it('is refused where it is not about the run that was sent', () => {
    expect(refusal(BATCH)).toMatch(/vaut pour tout le lot RUN-2026-Q2/);
    expect(refusal(BATCH, [{ ...RUN, payments: RUN.payments.slice(1) }])).toMatch(
      /OrgnlNbOfTxs dit 4 ; .* a 3 virements/,
    );
    expect(refusal(changed(BATCH, '7800.53', '7800.54'), [RUN])).toMatch(
      /OrgnlCtrlSum dit 7800.5400 ; .* fait 7800.53/,
    );
    expect(refusal(changed(PARTIAL, 'PAY-3', 'PAY-9'), [RUN])).toMatch(/TxInfAndSts\[3\] : OrgnlEndToEndId PAY-9/);
    expect(refusal(changed(PARTIAL, 'pain.001.001.09', 'pain.008.001.02'))).toMatch(/OrgnlMsgNmId dit pain.008/);
  });

  it('is refused where an element is missing or not one that is known', () => {
    expect(refusal(changed(PARTIAL, '<OrgnlEndToEndId>PAY-2</OrgnlEndToEndId>', ''))).toMatch(
      /^À la ligne 29, CstmrPmtStsRpt\/OrgnlPmtInfAndSts\/TxInfAndSts\[2\] : OrgnlEndToEndId manque ;/,
    );
    expect(refusal(changed(PARTIAL, '>PAY-2<', '>NOTPROVIDED<'))).toMatch(/dit NOTPROVIDED/);
    expect(refusal(changed(PARTIAL, '<TxSts>ACSP</TxSts>', ''))).toMatch(/TxSts manque/);
    expect(refusal(changed(PARTIAL, 'ACSP', 'OK'))).toMatch(/TxSts « OK » n'est pas un statut connu ; ce serait ACSC/);
    expect(refusal(changed(PARTIAL, '<TxSts>ACSP', '<TxSts>PART'))).toMatch(/TxSts « PART »/);
    expect(refusal(changed(PARTIAL, 'ACSP', 'constructor'))).toMatch(/TxSts « constructor »/);
    expect(refusal(changed(PARTIAL, '<OrgnlMsgId>RUN-2026-Q2</OrgnlMsgId>', ''))).toMatch(/OrgnlMsgId manque/);
    expect(refusal(changed(PARTIAL, 'Ccy="EUR"', 'Ccy="CHF"'))).toMatch(
      /InstdAmt : le montant est en CHF ; il serait en EUR/,
    );
    expect(refusal(changed(PARTIAL, 'Ccy="EUR"', ''))).toMatch(/monnaie non dite/);
    expect(refusal(changed(PARTIAL, '7600.53', '7600.530'))).toMatch(/« 7600.530 » n'est pas un montant/);
    expect(refusal(changed(PARTIAL, '2026-07-02', '2026-02-30'))).toMatch(/« 2026-02-30 » n'est pas une date/);
    expect(refusal(BATCH.replace(/<ns:GrpSts>[^]*?<\/ns:StsRsnInf>/, ''))).toMatch(/aucun statut/);
  });

  it('with a payment listed twice keeps it once and says so; with two statuses for one it is refused', () => {
    const [, first = ''] = /(<TxInfAndSts>[^]*?<\/TxInfAndSts>)/.exec(PARTIAL) ?? [];
    const twice = read(changed(PARTIAL, first, `${first}${first}`));
    expect(twice.entries).toHaveLength(3);
    expect(twice.remarks.join()).toMatch(/TxInfAndSts\[2\] : PAY-1 est une seconde fois/);
    expect(refusal(changed(PARTIAL, 'PAY-3', 'PAY-2'))).toMatch(/TxInfAndSts\[3\] : PAY-2 a le statut ACSP après RJCT/);
  });
});

describe('a notification', () => {
  const V08 = sample('camt.054.001.08.xml');
  const V02 = sample('camt.054.001.02.xml');

  it('has booked debits as executed and credits with a reason as returned; other credits are left aside', () => {
    const answer = read(V08);
    expect(lines(answer)).toStrictEqual([
      'PAY-1 EXECUTED BOOK 2026-07-02 760053 - -',
      'PAY-3 EXECUTED BOOK 2026-07-02 10000 - -',
      'PAY-3 RETURNED BOOK 2026-07-06 10000 AC01 -',
    ]);
    expect(answer.remarks).toHaveLength(1);
    expect(answer.remarks.join()).toMatch(/Ntfctn\/Ntry\[3\] : ni un débit de virement ni un retour/);
  });

  it('of the older version is read the same, and what is not booked is pending', () => {
    expect(lines(read(V02))).toStrictEqual([
      'PAY-1 EXECUTED BOOK 2026-07-02 760053 - -',
      'PAY-2 PENDING PDNG 2026-07-02 4000 - -',
    ]);
  });

  it('of a whole batch without details goes to all payments of the run', () => {
    const batch = `<Btch><PmtInfId>RUN-2026-Q2</PmtInfId><NbOfTxs>4</NbOfTxs></Btch>`;
    const text = V02.replace(/<TxDtls>[^]*?<\/TxDtls>/, batch).replace('>7600.53<', '>7800.53<');
    expect(lines(read(text, [RUN])).slice(0, 4)).toStrictEqual([
      'PAY-1 EXECUTED BOOK 2026-07-02 760053 - -',
      'PAY-2 EXECUTED BOOK 2026-07-02 4000 - -',
      'PAY-3 EXECUTED BOOK 2026-07-02 10000 - -',
      'PAY-4 EXECUTED BOOK 2026-07-02 6000 - -',
    ]);
    expect(refusal(text)).toMatch(/le lot RUN-2026-Q2 n'est pas parmi les lots envoyés/);
    expect(refusal(changed(text, '7800.53', '7800.54'), [RUN])).toMatch(/fait 7800.54 ; le lot en a 4 et fait 7800.53/);
  });

  it('gives an entry the same id in whichever version and file it comes, and another to another', () => {
    const ids = (text: string): string[] => read(text).entries.map(({ id }) => id);
    const again = ids(changed(changed(V08, '<MsgId>NTF-20260706-1', '<MsgId>OTHER'), '<Ntry>', '<!-- again --><Ntry>'));
    expect(ids(V08)).toStrictEqual(again);
    expect(new Set([...ids(V08), ...ids(V02)]).size).toBe(5);
    expect(ids(changed(V08, '<AcctSvcrRef>BQ-0001</AcctSvcrRef>', ''))[0]).toBe(ids(V02)[0]);
  });

  it('keeps two debits of one payment that differ, and says so', () => {
    const answer = read(V08.replace('>PAY-3<', '>PAY-1<'));
    expect(answer.entries).toHaveLength(3);
    expect(answer.remarks.join()).toMatch(/PAY-1 a une seconde fois la même issue/);
  });

  it('says where an entry is not the sum of its payments', () => {
    expect(read(changed(V08, '7700.53', '7700.54')).remarks.join()).toMatch(/fait 7700.54 et ses virements 7700.53/);
  });

  it('is refused where an element is missing or wrong', () => {
    expect(refusal(changed(V08, '<EndToEndId>PAY-3</EndToEndId>', ''))).toMatch(
      /Ntfctn\/Ntry\/NtryDtls\/TxDtls\[2\] : Refs\/EndToEndId manque/,
    );
    expect(refusal(V02.replace(/<NtryDtls>[^]*?<\/NtryDtls>/, ''))).toMatch(
      /NtryDtls\/TxDtls\/Refs\/EndToEndId manque/,
    );
    expect(refusal(changed(V08, '<Amt Ccy="EUR">7600.53', '<Amt Ccy="USD">7600.53'))).toMatch(/montant est en USD/);
    expect(refusal(changed(V08, '7600.53', '7600.533'))).toMatch(/deux décimales au plus/);
    expect(refusal(V08.replace(/<Ntry>[^]*<\/Ntry>/, ''))).toMatch(/aucune écriture/);
    expect(refusal(changed(V02, '>BOOK<', '>DONE<'))).toMatch(/Sts dit « DONE » ; ce serait BOOK/);
    expect(refusal(changed(V02, '>DBIT<', '>BOTH<'))).toMatch(/CdtDbtInd dit « BOTH »/);
    expect(refusal(changed(V02, '<Sts>BOOK</Sts>', '<Sts>BOOK</Sts><Sts>PDNG</Sts>'))).toMatch(/Sts est là deux fois/);
  });
});

describe('a CSV answer', () => {
  const HEADER = 'end_to_end_id,status,day,amount_cents,reason\n';

  it('is one payment a row', () => {
    const text = `\uFEFF${HEADER}PAY-1,EXECUTED,2026-07-02,760053,\r\nPAY-2,REJECTED,2026-07-03,,AC04\r\nPAY-3,RETURNED,2026-07-06,10000,"AC01, compte"\r\n`;
    expect(lines(read(text))).toStrictEqual([
      'PAY-1 EXECUTED EXECUTED 2026-07-02 760053 - -',
      'PAY-2 RETURNED REJECTED 2026-07-03 - AC04 -',
      'PAY-3 RETURNED RETURNED 2026-07-06 10000 AC01, compte -',
    ]);
  });

  it('is refused with the line and the column', () => {
    const row = (text: string): string => refusal(`${HEADER}PAY-0,EXECUTED,2026-07-02,1,\n${text}\n`);
    expect(row(',EXECUTED,2026-07-02,1,')).toMatch(/^À la ligne 3 : end_to_end_id : .* manque/);
    expect(row('PAY-1,PAID,2026-07-02,1,')).toMatch(/status « PAID » inconnu ; ce serait EXECUTED, RETURNED, REJECTED/);
    expect(row('PAY-1,EXECUTED,02/07/2026,1,')).toMatch(/day « 02\/07\/2026 »/);
    expect(row('PAY-1,EXECUTED,2026-07-02,1.5,')).toMatch(/amount_cents « 1.5 »/);
    expect(row('PAY-1,EXECUTED,2026-07-02,0,')).toMatch(/amount_cents « 0 »/);
    expect(row('PAY-1,EXECUTED,2026-07-02')).toMatch(/3 champs ; il y en aurait 5/);
    expect(row('PAY-1,EXECUTED,2026-07-02,1,"')).toMatch(/CSV est mal formé/);
    expect(refusal(HEADER)).toMatch(/n'a que sa ligne d'en-tête/);
    expect(refusal('a;b\n')).toMatch(/en-tête/);
  });
});

describe('a file that means harm, or is another', () => {
  const document = (inside: string, namespace = 'urn:iso:std:iso:20022:tech:xsd:camt.054.001.08'): string =>
    `<Document xmlns="${namespace}">${inside}</Document>`;

  it('is refused with what would be right', () => {
    expect(refusal(' \n')).toMatch(/vide/);
    expect(refusal('<Dokument/>')).toMatch(/racine du fichier est Dokument ; ce serait Document/);
    expect(refusal('<Document/>')).toMatch(/espace de noms de Document est «  »/);
    expect(refusal(document('', 'urn:iso:std:iso:20022:tech:xsd:camt.054.001.99'))).toMatch(
      /camt.054.001.99 » ; .* camt.054.001.08/,
    );
    expect(refusal(document('<CstmrPmtStsRpt/>'))).toMatch(/Document\/BkToCstmrDbtCdtNtfctn manque/);
    expect(refusal(document('<a></b>'))).toMatch(/mal formé, ligne 1/);
    expect(refusal(Uint8Array.of(0x3c, 0xe9, 0x3e))).toMatch(/pas en UTF-8/);
  });

  it('expands no entity, and has neither DOCTYPE, depth nor size without bound', () => {
    expect(refusal(`<!DOCTYPE a [<!ENTITY b "c">]>${document('&b;')}`)).toMatch(/DOCTYPE/);
    expect(refusal(document('&b;'))).toMatch(/mal formé/);
    expect(refusal(document('<a>'.repeat(40) + '</a>'.repeat(40)))).toMatch(/plus de 32 éléments emboîtés/);
    expect(refusal(document(' '.repeat(17 * 1024 * 1024)))).toMatch(/au plus/);
    expect(refusal('a'.repeat(17 * 1024 * 1024))).toMatch(/au plus/);
    expect(refusal(document('<a/>'.repeat(1_100_000)))).toMatch(/plus de 1000000 éléments/);
  });

  it('cannot reach what objects inherit by the names of its elements', () => {
    const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
    for (const name of names) {
      refusal(document(`<${name} ${name}="x"><polluted>1</polluted></${name}>`));
      refusal(document('', name));
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('never makes the reader fail in another way than a refusal', () => {
    const texts = ['pain.002.001.10-partial.xml', 'camt.054.001.08.xml', 'camt.054.001.02.xml'].map(sample);
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.nat(60),
        fc.string({ maxLength: 12 }),
        (text, at, cut, put) => {
          const start = at % text.length;
          const answer = readBankAnswer(text.slice(0, start) + put + text.slice(start + cut), [RUN]);
          if (!answer.ok) expect(answer.faults.join()).toMatch(/ ; |n'est pas/);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
