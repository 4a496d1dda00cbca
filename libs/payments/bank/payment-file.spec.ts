/** A transfer order becomes a file that the schema accepts, that matches the order exactly, and that matches no other order. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { composeIBAN } from 'ibantools';
import { validateXML } from 'xmllint-wasm';
import { dayFromText } from '#libs/kernel/day.ts';
import { paymentCsv, paymentXml } from './payment-file.ts';
import { BANK_LIMITS } from './limits.ts';
import { checkTransferOrder, type Transfer, type TransferOrder } from './transfer-order.ts';
import { reconcile } from './reconcile.ts';
import { bankFileText } from '#libs/words/bank-files.ts';
import { testUnless } from '#test/support/unless.ts';
import { anyCharacter } from '#test/support/any-character.ts';

const SCHEMA = new URL('../../../../shared/data/iso20022/pain.001.001.09.xsd', import.meta.url);
const NO_SCHEMA = !existsSync(SCHEMA) && 'pain.001.001.09.xsd is not at ../shared/data/iso20022';
const IBAN = 'FR1420041010050500013M02606';

const PAYMENT: Transfer = {
  endToEndId: 'PEPS-01/2023-Q2',
  creditor: { name: 'Maison de santé de Grenoble', iban: 'fr14 2004 1010 0505 0001 3M02 606', bic: 'PSSTFRPPGRE' },
  amountCents: 760_053n,
  remittance: 'Forfait 2ᵉ trimestre 2023, équipe PEPS-01',
};
const RUN: TransferOrder = {
  id: 'RUN-2023-Q2',
  createdAt: '2023-07-12T08:30:00.123Z',
  executionDay: dayFromText('2023-07-14'),
  debtor: { name: 'Caisse nationale de l’Assurance Maladie', iban: 'DE89370400440532013000', bic: 'DEUTDEFF' },
  transfers: [
    PAYMENT,
    { endToEndId: 'IPEP-02', creditor: { name: 'Cœur & Santé', iban: IBAN }, amountCents: 5n, remittance: '' },
  ],
};

const GOLDEN = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">
  <CstmrCdtTrfInitn>
    <GrpHdr>
      <MsgId>RUN-2023-Q2</MsgId>
      <CreDtTm>2023-07-12T08:30:00Z</CreDtTm>
      <NbOfTxs>2</NbOfTxs>
      <CtrlSum>7600.58</CtrlSum>
      <InitgPty>
        <Nm>Caisse nationale de l'Assurance Maladie</Nm>
      </InitgPty>
    </GrpHdr>
    <PmtInf>
      <PmtInfId>RUN-2023-Q2</PmtInfId>
      <PmtMtd>TRF</PmtMtd>
      <NbOfTxs>2</NbOfTxs>
      <CtrlSum>7600.58</CtrlSum>
      <PmtTpInf>
        <SvcLvl>
          <Cd>SEPA</Cd>
        </SvcLvl>
      </PmtTpInf>
      <ReqdExctnDt>
        <Dt>2023-07-14</Dt>
      </ReqdExctnDt>
      <Dbtr>
        <Nm>Caisse nationale de l'Assurance Maladie</Nm>
      </Dbtr>
      <DbtrAcct>
        <Id>
          <IBAN>DE89370400440532013000</IBAN>
        </Id>
      </DbtrAcct>
      <DbtrAgt>
        <FinInstnId>
          <BICFI>DEUTDEFF</BICFI>
        </FinInstnId>
      </DbtrAgt>
      <ChrgBr>SLEV</ChrgBr>
      <CdtTrfTxInf>
        <PmtId>
          <EndToEndId>PEPS-01/2023-Q2</EndToEndId>
        </PmtId>
        <Amt>
          <InstdAmt Ccy="EUR">7600.53</InstdAmt>
        </Amt>
        <CdtrAgt>
          <FinInstnId>
            <BICFI>PSSTFRPPGRE</BICFI>
          </FinInstnId>
        </CdtrAgt>
        <Cdtr>
          <Nm>Maison de sante de Grenoble</Nm>
        </Cdtr>
        <CdtrAcct>
          <Id>
            <IBAN>FR1420041010050500013M02606</IBAN>
          </Id>
        </CdtrAcct>
        <RmtInf>
          <Ustrd>Forfait 2e trimestre 2023, equipe PEPS-01</Ustrd>
        </RmtInf>
      </CdtTrfTxInf>
      <CdtTrfTxInf>
        <PmtId>
          <EndToEndId>IPEP-02</EndToEndId>
        </PmtId>
        <Amt>
          <InstdAmt Ccy="EUR">0.05</InstdAmt>
        </Amt>
        <Cdtr>
          <Nm>Coeur + Sante</Nm>
        </Cdtr>
        <CdtrAcct>
          <Id>
            <IBAN>FR1420041010050500013M02606</IBAN>
          </Id>
        </CdtrAcct>
      </CdtTrfTxInf>
    </PmtInf>
  </CstmrCdtTrfInitn>
</Document>
`;

function xmlOf(run: TransferOrder): string {
  const xml = paymentXml(run);
  assert.ok(xml.ok, xml.ok ? '' : xml.faults.map(bankFileText).join('\n'));
  return xml.value;
}

function faultsOf(change: Partial<TransferOrder>): string {
  const checked = checkTransferOrder({ ...RUN, ...change });
  assert.ok(!checked.ok);
  expect(paymentXml({ ...RUN, ...change })).toStrictEqual(checked);
  expect(paymentCsv({ ...RUN, ...change })).toStrictEqual(checked);
  return checked.faults.map(bankFileText).join('\n');
}

const digits = (count: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: count, maxLength: count });
const iban = digits(18).map((bban) => composeIBAN({ countryCode: 'DE', bban }) ?? '');
const bic = fc.constantFrom('DEUTDEFF', 'PSSTFRPPXXX', 'bnpa frpp');
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: anyCharacter, maxLength: 60 }),
);
const name = fc.tuple(anyText, fc.constantFrom('É', 'a', '7')).map((parts) => parts.join(''));
const reference = fc
  .string({ unit: fc.constantFrom(...Array.from("ABCXYZabcxyz0189-?:().,'+")), minLength: 1, maxLength: 34 })
  .map((text) => `x${text}`);
const run: fc.Arbitrary<TransferOrder> = fc.record({
  id: reference,
  createdAt: fc
    .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2029-12-31T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  executionDay: fc.integer({ min: dayFromText('2030-01-01'), max: dayFromText('2099-12-31') }),
  debtor: fc.record({ name, iban, bic }),
  transfers: fc.uniqueArray(
    fc.record({
      endToEndId: reference,
      creditor: fc.record({ name, iban, bic }, { requiredKeys: ['name', 'iban'] }),
      amountCents: fc.oneof(fc.bigInt(1n, 200n), fc.bigInt(1n, BANK_LIMITS.amountCentsMax)),
      remittance: anyText,
    }),
    { selector: ({ endToEndId }) => endToEndId, minLength: 1, maxLength: 12 },
  ),
});

describe('a payment file', () => {
  test('is the SEPA credit transfers of the run, to the byte', () => {
    expect(xmlOf(RUN)).toBe(GOLDEN);
    expect(reconcile(RUN, GOLDEN)).toStrictEqual({ ok: true, value: { count: 2, totalCents: 760_058n } });
  });

  test('is also a CSV of the same', () => {
    expect(paymentCsv(RUN)).toStrictEqual({
      ok: true,
      value: `run_id,end_to_end_id,creditor_name,iban,bic,amount_cents,execution_day,remittance
RUN-2023-Q2,PEPS-01/2023-Q2,Maison de sante de Grenoble,${IBAN},PSSTFRPPGRE,760053,2023-07-14,"Forfait 2e trimestre 2023, equipe PEPS-01"
RUN-2023-Q2,IPEP-02,Coeur + Sante,${IBAN},,5,2023-07-14,
`,
    });
  });

  test('is reconciled with any valid order, and has the same bytes each time', () => {
    fc.assert(
      fc.property(run, (any) => {
        const xml = xmlOf(any);
        expect(xmlOf(structuredClone(any))).toBe(xml);
        expect(reconcile(any, xml)).toStrictEqual({
          ok: true,
          value: {
            count: any.transfers.length,
            totalCents: any.transfers.reduce((sum, { amountCents }) => sum + amountCents, 0n),
          },
        });
      }),
    );
  });

  testUnless(NO_SCHEMA)('is valid by the published schema pain.001.001.09', async () => {
    const schema = readFileSync(SCHEMA, 'utf8');
    const samples = [RUN, ...fc.sample(run, { numRuns: 40, seed: 7 })];
    const xml = samples.map((sample, i) => ({ fileName: `run-${i}.xml`, contents: xmlOf(sample) }));
    const { valid, errors } = await validateXML({ xml, schema });
    assert.ok(valid, errors.map(({ message }) => message).join('\n'));
    const broken = GOLDEN.replace('<PmtMtd>TRF</PmtMtd>', '');
    assert.equal((await validateXML({ xml: broken, schema })).valid, false, 'the schema is really looked at');
  });

  test('is not handed out for another run', () => {
    const other = (from: string, to: string): string => {
      expect(GOLDEN).toContain(from);
      const checked = reconcile(RUN, GOLDEN.replace(from, to));
      assert.ok(!checked.ok, from);
      return checked.faults.map(bankFileText).join('\n');
    };
    expect(other('>7600.53<', '>7600.54<')).toMatch(
      /Virement 1 \(PEPS-01\/2023-Q2\), InstdAmt : .* « 7600.54 », .* « 7600.53 »/,
    );
    expect(other('>7600.53<', '>7600.54<')).toMatch(/Somme des virements/);
    expect(other('<NbOfTxs>2<', '<NbOfTxs>3<')).toMatch(/GrpHdr\/NbOfTxs/);
    expect(other('<CtrlSum>7600.58<', '<CtrlSum>7600.59<')).toMatch(/GrpHdr\/CtrlSum/);
    expect(other('>IPEP-02<', '>IPEP-03<')).toMatch(/Virement 2 \(IPEP-02\), EndToEndId/);
    expect(other('<IBAN>FR', '<IBAN>GB')).toMatch(/CdtrAcct/);
    expect(other('<IBAN>DE', '<IBAN>GB')).toMatch(/DbtrAcct/);
    expect(other('Ccy="EUR"', 'Ccy="USD"')).toMatch(/Ccy/);
    expect(other('>Coeur + Sante<', '>Coeur<')).toMatch(/Cdtr/);
    expect(other('2023-07-14', '2023-07-15')).toMatch(/ReqdExctnDt/);
    expect(other('pain.001.001.09', 'pain.001.001.03')).toMatch(/racine/);
    expect(() => other('</Document>', '')).toThrow(/XML_MALFORMED/);
    expect(() => other('<PmtMtd>TRF</PmtMtd>', '<PmtMtd>TRF</PmtMtd><PmtMtd>CHK</PmtMtd>')).toThrow(/ELEMENT_TWICE/);
    expect(() => other('    <PmtInf>', '    <PmtInf/><PmtInf>')).toThrow(/ELEMENT_TWICE/);
  });

  test('is refused for each thing that is wrong in the run, by name', () => {
    expect(faultsOf({ id: 'été' })).toMatch(/^Lot : Le nom de la campagne « été » contient/);
    expect(faultsOf({ createdAt: '2023-07-12' })).toMatch(/instant de création « 2023-07-12 »/);
    expect(faultsOf({ createdAt: '2023-02-30T08:30:00Z' })).toMatch(/instant de création/);
    expect(faultsOf({ executionDay: dayFromText('2023-07-11') })).toMatch(
      /précède la création du lot ; il est le 12\/07\/2023/,
    );
    expect(faultsOf({ executionDay: NaN })).toMatch(/Le jour d’exécution NaN/);
    expect(faultsOf({ debtor: { ...RUN.debtor, bic: 'X' } })).toMatch(/^Débiteur : Le BIC X a 1 caractère/);
    expect(faultsOf({ transfers: [] })).toMatch(/aucun virement/);
    expect(faultsOf({ transfers: Array<Transfer>(BANK_LIMITS.paymentsPerFileMax + 1).fill(PAYMENT) })).toMatch(
      /partagez-le/,
    );
    expect(faultsOf({ transfers: [PAYMENT, PAYMENT] })).toMatch(
      /Virement 2 \(PEPS-01\/2023-Q2\) : .* déjà celui d’un autre/,
    );
    const payment = (change: Partial<Transfer>): string => faultsOf({ transfers: [{ ...PAYMENT, ...change }] });
    expect(payment({ amountCents: 0n })).toMatch(/montant de 0 centime/);
    expect(payment({ amountCents: -1n })).toMatch(/montant de −1 centime/);
    expect(payment({ amountCents: BANK_LIMITS.amountCentsMax + 1n })).toMatch(/à 999.999.999,99.€/u);
    expect(payment({ endToEndId: 'NOTPROVIDED' })).toMatch(/NOTPROVIDED/);
    expect(payment({ remittance: 'é'.repeat(141) })).toMatch(/motif a 141 caractères/);
    expect(payment({ creditor: { name: '漢字', iban: IBAN } })).toMatch(/« 漢字 » n’a ni lettre latine/);
    // The IBAN of the published example of the schema fails its own check.
    expect(payment({ creditor: { name: 'A', iban: 'NL50BANK1234567890' } })).toMatch(/La clé 50/);
  });
});
