/** A payment file is checked against its schema: our check accepts what the published schema accepts, and names what breaks the schema. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { validateXML } from 'xmllint-wasm';
import { dayFromText } from '#libs/kernel/day.ts';
import { bankFileText } from '#libs/words/bank-files.ts';
import { testUnless } from '#test/support/unless.ts';
import { checkSchema } from './check-schema.ts';
import { paymentXml } from './payment-file.ts';

const SCHEMA = new URL('../../../../shared/data/iso20022/pain.001.001.09.xsd', import.meta.url);
const NO_SCHEMA = !existsSync(SCHEMA) && 'pain.001.001.09.xsd is not at ../shared/data/iso20022';
const ACCOUNT = { name: 'Maison de santé', iban: 'FR1420041010050500013M02606', bic: 'PSSTFRPPGRE' };
const XML = xmlOf(2);

function xmlOf(payments: number): string {
  const xml = paymentXml({
    id: 'R-2026-11',
    createdAt: '2026-11-27T08:30:00Z',
    executionDay: dayFromText('2026-11-30'),
    debtor: ACCOUNT,
    transfers: Array.from({ length: payments }, (_, i) => ({
      endToEndId: `E2E-${i}`,
      creditor: ACCOUNT,
      amountCents: BigInt(100 + i),
      remittance: 'Forfait',
    })),
  });
  assert.ok(xml.ok);
  return xml.value;
}

function faultsOf(from: string, to: string): string {
  expect(XML).toContain(from);
  const checked = checkSchema(XML.replace(from, to));
  return checked.ok ? '' : checked.faults.map(bankFileText).join('\n');
}

describe('the schema of a payment file', () => {
  test('takes the files that the program writes', () => {
    expect(checkSchema(XML)).toStrictEqual({ ok: true, value: XML });
  });

  test.each([
    ['<MsgId>R-2026-11</MsgId>', '', /ligne 4, CstmrCdtTrfInitn\/GrpHdr : l’élément MsgId manque/],
    ['<MsgId>R-2026-11<', `<MsgId>${'R'.repeat(36)}<`, /GrpHdr\/MsgId : « R+ » n’a pas la forme Max35Text/],
    ['<MsgId>R-2026-11<', '<MsgId><', /MsgId : « {2}» n’a pas la forme Max35Text/],
    ['<MsgId>', '<Id>x</Id><MsgId>', /l’élément Id n’est pas à sa place .* le schéma y attend MsgId ou CreDtTm ou/],
    ['<PmtMtd>TRF<', '<PmtMtd>CHK<', /PmtMtd : « CHK » n’a pas la forme PaymentMethod3Code/],
    ['<PmtMtd>TRF</PmtMtd>', '<PmtMtd>TRF</PmtMtd><PmtMtd>TRF</PmtMtd>', /l’élément PmtMtd n’est pas à sa place/],
    ['<CreDtTm>2026-11-27T', '<CreDtTm>2026-11-31T', /CreDtTm : .* ISODateTime/],
    ['<Dt>2026-11-30<', '<Dt>30/11/2026<', /ReqdExctnDt\/Dt : .* ISODate/],
    ['>1.00<', '>1,00<', /Amt\/InstdAmt : « 1,00 » n’a pas la forme ActiveOrHistoricCurrencyAndAmount/],
    ['>1.01<', '>1.000001<', /CdtTrfTxInf\[2\]\/Amt\/InstdAmt : « 1.000001 »/],
    ['>1.00<', '>-1.00<', /InstdAmt/],
    ['>1.00<', '>1234567890123456.789<', /InstdAmt/],
    [' Ccy="EUR"', '', /InstdAmt : « {2}» n’a pas la forme @Ccy/],
    [' Ccy="EUR"', ' Ccy="eur"', /« eur » n’a pas la forme @Ccy/],
    [' Ccy="EUR"', ' Ccy="EUR" Typ="x"', /« x » n’a pas la forme @Typ/],
    ['<NbOfTxs>2<', '<NbOfTxs>deux<', /NbOfTxs : « deux » n’a pas la forme Max15NumericText/],
    ['<BICFI>PSSTFRPPGRE<', '<BICFI>PSST<', /BICFI : .* BICFIDec2014Identifier/],
    ['<IBAN>FR14', '<IBAN>fr14', /IBAN : .* IBAN2007Identifier/],
    ['<CdtrAcct>', '<CdtrAcct>rien', /CdtrAcct : « rien » n’a pas la forme elements/],
    ['<ChrgBr>SLEV</ChrgBr>', '<ChrgBr xmlns="urn:x">SLEV</ChrgBr>', /l’élément \{urn:x\}ChrgBr n’est pas à sa place/],
    [
      'pain.001.001.09',
      'pain.001.001.03',
      /l’élément \{.*03\}Document n’est pas à sa place .* le schéma y attend Document/,
    ],
  ])('names the fault if %s is %s', (from, to, said) => {
    expect(faultsOf(from, to)).toMatch(said);
  });

  test('names at most 20 faults, and refuses a text that is not XML', () => {
    const checked = checkSchema(xmlOf(30).replaceAll('Ccy="EUR"', 'Ccy="€"'));
    expect(checked.ok ? [] : checked.faults).toHaveLength(20);
    expect(() => checkSchema('<Document>')).toThrow(/XML_MALFORMED/);
    expect(() => checkSchema('<!DOCTYPE a><a/>')).toThrow(/XML_DOCTYPE/);
  });

  testUnless(NO_SCHEMA)('takes nothing that the published schema refuses', async () => {
    const lines = XML.split('\n');
    const line = fc.integer({ min: 2, max: lines.length - 3 });
    const broken = fc.oneof(
      line.map((i) => lines.toSpliced(i, 1)),
      line.map((i) => lines.toSpliced(i, 0, lines[i] ?? '')),
      fc.tuple(line, line).map(([i, j]) => lines.with(i, lines[j] ?? '').with(j, lines[i] ?? '')),
      fc
        .tuple(line, fc.string({ unit: fc.constantFrom('A', '1', '.', '-', 'é', ' ') }))
        .map(([i, text]) => lines.with(i, (lines[i] ?? '').replace(/>[^<]+</, `>${text}<`))),
    );
    const taken = fc
      .sample(broken, { numRuns: 3_000, seed: 12 })
      .map((all) => all.join('\n'))
      .filter(takes);
    expect(taken.length).toBeGreaterThan(50);
    const xml = [...new Set(taken)].map((contents, i) => ({ fileName: `file-${i}.xml`, contents }));
    const { valid, errors } = await validateXML({ xml, schema: readFileSync(SCHEMA, 'utf8') });
    assert.ok(valid, errors.map(({ message }) => message).join('\n'));
  });
});

function takes(xml: string): boolean {
  try {
    return checkSchema(xml).ok;
  } catch {
    return false;
  }
}
