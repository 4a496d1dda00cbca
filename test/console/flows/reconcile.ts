/** A statement of the account beside the ledger: a person explains the difference. */
import { describe, expect, test } from '@jest/globals';
import { euros } from '#libs/kernel/euros.ts';
import type { Flow } from '#test/console/console.spec.ts';
import { given } from '#test/support/client.ts';

/** A statement of the debited account with a fee of 2.50 €, which is no payment of the product. */
const STATEMENT = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>REL-1</MsgId><CreDtTm>2026-02-03T06:00:00+01:00</CreDtTm></GrpHdr>
<Stmt><Id>REL-1</Id><CreDtTm>2026-02-03T06:00:00+01:00</CreDtTm>
<Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">5000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-02-02</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">4997.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-02-02</Dt></Dt></Bal>
<Ntry><Amt Ccy="EUR">2.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-02-02</Dt></BookgDt><AddtlNtryInf>FRAIS DE TENUE DE COMPTE</AddtlNtryInf></Ntry>
</Stmt></BkToCstmrStmt></Document>
`;

const flow: Flow = (browser) => {
  describe('a statement of the account', () => {
    test('is given, and what differs is explained', async () => {
      const david = await browser().open('david-accountant', '/campagnes?onglet=banque');
      const { page } = david;
      const file = { name: 'releve.xml', mimeType: 'application/xml', buffer: Buffer.from(STATEMENT) };
      await page.getByLabel('Fichier', { exact: true }).setInputFiles(file);
      await david.button('Envoyer').click();
      await page.getByRole('group', { name: 'Ce que dit le fichier' }).waitFor();
      await david.button('Relevés de compte').click();
      const fee = page.getByRole('region', { name: 'Écarts' }).getByRole('row', { name: 'FRAIS DE TENUE DE COMPTE' });
      await fee.waitFor();
      expect(await fee.textContent()).toContain(euros(250n));
      const days = page.getByRole('region', { name: 'Jours du relevé' });
      expect(await days.getByRole('row', { name: '02/02/2026' }).textContent()).toContain(euros(499_750n));
      await fee.getByRole('button', { name: 'Expliquer…' }).click();
      await page.getByLabel('D’où il vient').fill('frais de la banque');
      await david.dialog().getByRole('button', { name: 'Enregistrer' }).click();
      await fee.getByText('frais de la banque, David Moreau').waitFor();
      const reader = await browser().service.client('auditor', 'Farid');
      const [account] = given(await reader.GET('/bank-accounts', {})).items;
      const path = { account: account?.id ?? '' };
      const { items } = given(await reader.GET('/bank-accounts/{account}/differences', { params: { path } }));
      expect(items.find(({ of }) => of.includes('FRAIS'))?.explanation?.reason).toBe('frais de la banque');
      expect(david.said).toStrictEqual([]);
      await david.close();
    });

    test('is read, not explained, by others', async () => {
      const farid = await browser().open('farid-auditor', '/campagnes?onglet=releves');
      await farid.page.getByRole('region', { name: 'Écarts' }).waitFor();
      expect(await farid.button('Expliquer…').count()).toBe(0);
      expect(farid.said).toStrictEqual([]);
      await farid.close();
    });
  });
};

export default flow;
