/**
 * From the approved amounts to the answer of the bank, by the people of a week: approver, authorising officer, two accountants, auditor.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { dayInFrance, dayText } from '#libs/kernel/day.ts';
import { euros } from '#libs/kernel/euros.ts';
import type { components } from '#libs/client/contract.d.ts';
import type { DecompteClient } from '#libs/client/client.ts';
import type { Flow } from '#test/console/console.spec.ts';
import { given, keyed } from '#test/support/client.ts';

type Schemas = components['schemas'];

const RUN = 'FISS-2023-FLUX';
const DUE_BY = '2023-03-31';
const PREVIEW = `/campagnes?onglet=apercu&enveloppe=FISS&du=${DUE_BY}&campagne=${RUN}`;
const RUN_PAGE = `/campagnes/${RUN}`;
const SECOND_RUN = 'FISS-2023-ENCORE';
const AGAIN = `/campagnes?onglet=apercu&enveloppe=FISS&du=${DUE_BY}&campagne=${SECOND_RUN}`;

function shown(cents: string): string {
  return euros(BigInt(cents));
}

/** A pain.002 of the bank, after which every payment is executed. */
function executed(run: string, payments: readonly Schemas['PaymentView'][], day: string): string {
  const entries = payments.map(
    ({ endToEndId, amountCents }) => `<TxInfAndSts><OrgnlEndToEndId>${endToEndId}</OrgnlEndToEndId><TxSts>ACSC</TxSts>
<FctvIntrBkSttlmDt><Dt>${day}</Dt></FctvIntrBkSttlmDt>
<OrgnlTxRef><Amt><InstdAmt Ccy="EUR">${decimal(amountCents)}</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<GrpHdr><MsgId>STS-${run}</MsgId><CreDtTm>${day}T09:12:00+01:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>${run}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>${run}</OrgnlPmtInfId>${entries.join('')}</OrgnlPmtInfAndSts>
</CstmrPmtStsRpt></Document>
`;
}

/** A camt.054 of the bank that returns a payment. */
function comesBack({ endToEndId, amountCents }: Schemas['PaymentView'], iban: string, day: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>NTF-${endToEndId}</MsgId><CreDtTm>${day}T10:00:00+01:00</CreDtTm></GrpHdr>
<Ntfctn><Id>NTF-1</Id><CreDtTm>${day}T10:00:00+01:00</CreDtTm><Acct><Id><IBAN>${iban}</IBAN></Id></Acct>
<Ntry><Amt Ccy="EUR">${decimal(amountCents)}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>${day}</Dt></BookgDt><AcctSvcrRef>BQ-RETOUR</AcctSvcrRef><NtryDtls><TxDtls>
<Refs><EndToEndId>${endToEndId}</EndToEndId></Refs><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>
</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
`;
}

/** A camt.054 of the bank that debits a payment twice, under two references. */
function debitedTwice({ endToEndId, amountCents }: Schemas['PaymentView'], iban: string, day: string): string {
  const debits = ['BQ-PREMIER', 'BQ-SECOND'].map(
    (reference) => `<Ntry><Amt Ccy="EUR">${decimal(amountCents)}</Amt><CdtDbtInd>DBIT</CdtDbtInd>
<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${day}</Dt></BookgDt><AcctSvcrRef>${reference}</AcctSvcrRef><NtryDtls><TxDtls>
<Refs><AcctSvcrRef>${reference}</AcctSvcrRef><EndToEndId>${endToEndId}</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>DEUX-${endToEndId}</MsgId><CreDtTm>${day}T11:00:00+01:00</CreDtTm></GrpHdr>
<Ntfctn><Id>NTF-2</Id><CreDtTm>${day}T11:00:00+01:00</CreDtTm><Acct><Id><IBAN>${iban}</IBAN></Id></Acct>
${debits.join('')}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
`;
}

function decimal(cents: string): string {
  return cents.replace(/(\d\d)$/, '.$1');
}

const flow: Flow = (browser) => {
  describe('a run', () => {
    const read = async (client: DecompteClient) =>
      given(await client.GET('/payment-runs/{run}', { params: { path: { run: RUN } } }));
    const reader = () => browser().service.client('auditor', 'Farid');

    test('is previewed after the approval of what it pays, and prepared', async () => {
      const [alice, nadia] = [
        await browser().service.client('operator'),
        await browser().service.client('approver', 'Nadia'),
      ];
      const of = (period: string) => ({ path: { team: 'PEPS-01', period }, ...keyed() });
      for (const period of ['2022-Q4', '2023-Q1'])
        given(await alice.POST('/statements/{team}/{period}/submit', { params: of(period) }));
      given(await nadia.POST('/statements/{team}/{period}/approve', { params: of('2023-Q1') }));
      const bruno = await browser().open('bruno-approver', '/decomptes/PEPS-01/2022-Q4');
      await bruno.button('Approuver').click();
      await bruno.dialog().getByRole('button', { name: 'Approuver' }).click();
      await bruno.page.locator('[data-stage=APPROVED]').waitFor();
      await bruno.close();

      const chloe = await browser().open('chloe-officer', PREVIEW);
      const { page } = chloe;
      const query = { dueBy: DUE_BY };
      const preview = given(
        await (
          await reader()
        ).GET('/envelopes/{envelope}/run-preview', {
          params: { path: { envelope: 'FISS' }, query },
        }),
      );
      expect(preview.count).toBeGreaterThan(1);
      const table = page.getByRole('region', { name: 'À payer' });
      for (const { endToEndId, amountCents } of preview.payments)
        expect(await table.getByRole('row', { name: endToEndId }).textContent()).toContain(shown(amountCents));
      expect(await table.locator('tfoot').textContent()).toContain(shown(preview.totalCents));
      await chloe.button('Préparer la campagne…').click();
      expect(await chloe.dialog().getByRole('heading').textContent()).toBe(
        `Préparer la campagne ${RUN} : ${preview.count} paiements, ${shown(preview.totalCents)} ?`,
      );
      await chloe.dialog().getByRole('button', { name: 'Préparer' }).click();
      await page.waitForURL(`**/console${RUN_PAGE}`);
      await page.getByRole('heading', { name: `${RUN} préparée, à libérer` }).waitFor();
      expect((await read(await reader())).totalCents).toBe(preview.totalCents);
      expect(chloe.said).toStrictEqual([]);
      await chloe.close();
    });

    test('is not released without the right, and asks to be read again where it moved', async () => {
      const alice = await browser().open('alice-operator', RUN_PAGE);
      expect(await alice.button('Libérer…').count()).toBe(0);
      await alice.close();

      const chloe = await browser().open('chloe-officer', RUN_PAGE);
      await chloe.button('Libérer…').click();
      // Meanwhile a colleague prepares it again, for amounts due a month earlier.
      const operator = await browser().service.client('operator');
      const body = { run: RUN, envelope: 'FISS', dueBy: '2023-02-28' };
      given(await operator.POST('/payment-runs', { params: keyed(), body }));
      await chloe.dialog().getByRole('button', { name: 'Libérer' }).click();
      const refusal = chloe.dialog().getByRole('alert');
      expect(await refusal.textContent()).toMatch(/Numéro de la requête : [0-9a-f-]{36}/);
      expect((await read(operator)).status).toBe('PREPARED');
      // Restores the first preparation.
      given(await operator.POST('/payment-runs', { params: keyed(), body: { ...body, dueBy: DUE_BY } }));
      await chloe.close();
    });

    test('is released as it is read, once', async () => {
      const chloe = await browser().open('chloe-officer', RUN_PAGE);
      const sent: string[] = [];
      chloe.page.on('request', (request) => {
        if (request.method() === 'POST') sent.push(request.url());
      });
      const before = await read(await reader());
      await chloe.button('Libérer…').click();
      expect(await chloe.dialog().getByRole('heading').textContent()).toBe(
        `Libérer la campagne ${RUN} : ${before.count} paiements, ${shown(before.totalCents)} ?`,
      );
      await chloe.dialog().getByRole('button', { name: 'Libérer' }).dblclick();
      await chloe.page.getByRole('heading', { name: 'libérée, sans réponse de la banque' }).waitFor();
      expect(sent).toHaveLength(1);
      const after = await read(await reader());
      expect([after.status, after.totalCents]).toStrictEqual(['RELEASED', before.totalCents]);
      for (const { endToEndId, amountCents } of after.payments)
        expect(await chloe.page.getByRole('row', { name: endToEndId }).textContent()).toContain(shown(amountCents));
      expect(chloe.said).toStrictEqual([]);
      await chloe.close();
    });

    test('gives its file to the accountant, and remembers who took it', async () => {
      const david = await browser().open('david-accountant', RUN_PAGE);
      const asked: string[] = [];
      david.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      // Each time that it is taken is kept: a double click is one.
      const [taken] = await Promise.all([
        david.page.waitForEvent('download'),
        david.button('Prendre le XML').dblclick(),
      ]);
      expect(taken.suggestedFilename()).toBe(`${RUN}.xml`);
      const xml = readFileSync(await taken.path(), 'utf8');
      for (const { endToEndId } of (await read(await reader())).payments) expect(xml).toContain(endToEndId);
      await david.page.getByText('pris en XML par David Moreau').waitFor();
      expect(asked.filter((path) => path.endsWith('/file'))).toHaveLength(1);
      expect(david.said).toStrictEqual([]);
      await david.close();
    });

    test('is answered by the bank: what is executed is paid, what comes back waits for a second person', async () => {
      const { payments, count, debtor } = await read(await browser().service.client('accountant', 'Denise'));
      const [back] = payments;
      const david = await browser().open('david-accountant', '/campagnes?onglet=banque');
      const day = dayText(dayInFrance(new Date()));
      const counts = david.page.getByRole('group', { name: 'Ce que dit le fichier' });
      const give = async (name: string, text: string) => {
        const file = { name, mimeType: 'application/xml', buffer: Buffer.from(text) };
        await david.page.getByLabel('Fichier', { exact: true }).setInputFiles(file);
        await david.button('Envoyer').click();
        await counts.waitFor();
        return counts.textContent();
      };
      expect(await give('execute.xml', executed(RUN, payments, day))).toContain(`exécutés${count}revenus0`);
      expect((await read(await reader())).executed).toBe(count);
      expect(await give('retour.xml', back === undefined ? '' : comesBack(back, debtor.iban, day))).toContain(
        'à confirmer par une autre personne1',
      );
      const waiting = david.page.getByRole('region', { name: 'À confirmer par une autre personne' });
      await waiting.waitFor();
      expect(await waiting.textContent()).toContain(back?.endToEndId);
      expect(await waiting.getByRole('button', { name: 'Confirmer…' }).count()).toBe(0);
      expect((await read(await reader())).returned).toBe(0);
      expect(david.said).toStrictEqual([]);
      await david.close();
    });

    test('has what contradicts the ledger shown, and left as it is', async () => {
      const before = await read(await reader());
      const [, paid] = before.payments;
      const david = await browser().open('david-accountant', '/campagnes?onglet=banque');
      const day = dayText(dayInFrance(new Date()));
      const wrong = paid === undefined ? [] : [{ ...paid, amountCents: String(BigInt(paid.amountCents) + 1n) }];
      await david.page.getByLabel('Fichier', { exact: true }).setInputFiles({
        name: 'faux.xml',
        mimeType: 'application/xml',
        buffer: Buffer.from(executed(RUN, wrong, day).replace('<MsgId>STS-', '<MsgId>FAUX-')),
      });
      await david.button('Envoyer').click();
      const counts = david.page.getByRole('group', { name: 'Ce que dit le fichier' });
      await counts.waitFor();
      expect(await counts.textContent()).toContain('en contradiction, à trancher1');
      const open = david.page.getByRole('region', { name: /contredisent le livre/ });
      await open.getByRole('link', { name: paid?.endToEndId ?? '' }).waitFor();
      const said = { code: 'ANSWER_AMOUNT_DIFFERS', day: null, answeredCents: wrong[0]?.amountCents, reason: null };
      expect(await read(await reader())).toStrictEqual({
        ...before,
        payments: before.payments.map((one) => (one === paid ? { ...one, contradictions: [said] } : one)),
      });
      expect(david.said).toStrictEqual([]);
      await david.close();
    });

    test('has its return confirmed by a colleague, and it is due again', async () => {
      const emma = await browser().open('emma-accountant', '/campagnes?onglet=banque');
      await emma.button('Confirmer…').first().click();
      expect(await emma.dialog().textContent()).toContain('AC04');
      await emma.dialog().getByRole('button', { name: 'Confirmer' }).click();
      await emma.page.getByRole('status').filter({ hasText: 'confirmé' }).waitFor();
      const { executed, returned, count } = await read(await reader());
      expect([executed, returned]).toStrictEqual([count - 1, 1]);
      expect(emma.said).toStrictEqual([]);
      await emma.close();
    });

    test('pays an account that changed lately only with a tick of its own, and is cancelled by two people', async () => {
      const alice = await browser().open('alice-operator', '/comptes');
      await alice.button('Changer…').first().click();
      await alice.page.getByLabel('Jours').fill('60');
      await alice.page.getByLabel('Pourquoi').fill('fraudes signalées');
      await alice.dialog().getByRole('button', { name: 'Proposer' }).click();
      await alice.page.getByRole('status').filter({ hasText: 'Délai proposé' }).waitFor();
      const confirm = async (path: string) => {
        const nadia = await browser().open('nadia-approver', path);
        await nadia.button('Confirmer…').first().click();
        await nadia.dialog().getByRole('button', { name: 'Confirmer' }).click();
        await nadia.page.getByRole('status').filter({ hasText: 'confirmé' }).waitFor();
        expect(nadia.said).toStrictEqual([]);
        await nadia.close();
      };
      await confirm('/comptes');

      await alice.goTo(AGAIN);
      await alice.page.getByRole('region', { name: 'Laissé de côté' }).getByRole('row', { name: 'PEPS-01' }).waitFor();
      await alice.button('Proposer une exception…').click();
      await alice.page.getByLabel('Pourquoi').fill('compte vérifié au téléphone');
      await alice.dialog().getByRole('button', { name: 'Proposer' }).click();
      await alice.page.getByRole('status').filter({ hasText: 'proposée' }).waitFor();
      expect(alice.said).toStrictEqual([]);
      await alice.close();
      await confirm('/enveloppes?onglet=exceptions');

      const chloe = await browser().open('chloe-officer', AGAIN);
      await chloe.page.getByRole('region', { name: 'À payer' }).waitFor();
      await chloe.button('Préparer la campagne…').click();
      await chloe.dialog().getByRole('button', { name: 'Préparer' }).click();
      await chloe.page.waitForURL(`**/console/campagnes/${SECOND_RUN}`);
      await chloe.button('Libérer…').click();
      const release = chloe.dialog().getByRole('button', { name: 'Libérer' });
      const tick = chloe.page.getByRole('checkbox', { name: 'PEPS-01' });
      await tick.waitFor();
      expect(await release.isDisabled()).toBe(true);
      await tick.check();
      await release.click();
      await chloe.button('Annuler…').click();
      expect(await chloe.dialog().textContent()).toContain('Son fichier n’a été pris par personne');
      await chloe.page.getByLabel('Pourquoi').fill('mauvais jour');
      await chloe.dialog().getByRole('button', { name: 'Proposer' }).click();
      await chloe.page.getByRole('region', { name: 'À confirmer par une autre personne' }).waitFor();
      expect(chloe.said).toStrictEqual([]);
      await chloe.close();
      await confirm(`/campagnes/${SECOND_RUN}`);
      const path = { run: SECOND_RUN };
      const { cancelled, count } = given(await (await reader()).GET('/payment-runs/{run}', { params: { path } }));
      expect(cancelled).toBe(count);
    });

    test('has a payment that the bank debited twice typed by one person and confirmed by another: the team owes it', async () => {
      const { payments } = await read(await reader());
      const paid = payments.find(({ status }) => status === 'EXECUTED');
      const amount = shown(paid?.amountCents ?? '0');
      const { debtor } = await read(await browser().service.client('accountant', 'Denise'));
      const day = dayText(dayInFrance(new Date()));
      const david = await browser().open('david-accountant', '/campagnes?onglet=banque');
      await david.page.getByLabel('Fichier', { exact: true }).setInputFiles({
        name: 'deux.xml',
        mimeType: 'application/xml',
        buffer: Buffer.from(paid === undefined ? '' : debitedTwice(paid, debtor.iban, day)),
      });
      await david.button('Envoyer').click();
      const counts = david.page.getByRole('group', { name: 'Ce que dit le fichier' });
      await counts.waitFor();
      expect(await counts.textContent()).toContain('en contradiction, à trancher1');
      const address = `/paiements/${paid?.endToEndId ?? ''}`;
      await david.goTo(address);
      await david.button('Saisir une réponse…').click();
      await david.page.getByLabel('La banque dit qu’il est').selectOption('EXECUTED_TWICE');
      await david.page.getByLabel('Jour de la banque').fill(day);
      await david.page.getByLabel('D’où vous le tenez').fill('relevé du jour');
      await david.dialog().getByRole('button', { name: 'Proposer' }).click();
      await david.page.getByRole('status').filter({ hasText: 'proposée' }).waitFor();
      expect(await david.button('Confirmer…').count()).toBe(0);
      expect(david.said).toStrictEqual([]);
      await david.close();

      const emma = await browser().open('emma-accountant', address);
      await emma.button('Confirmer…').click();
      await emma.dialog().getByRole('button', { name: 'Confirmer' }).click();
      await emma.page.getByRole('status').filter({ hasText: 'confirmé' }).waitFor();
      await emma.goTo('/enveloppes/FISS');
      const teams = emma.page.getByRole('region', { name: 'Par équipe' });
      await teams.waitFor();
      const team = teams.getByRole('row', { name: /^PEPS-01/ });
      expect(await team.textContent()).toContain(amount);
      // The team is still active: its debt is set off against its due amounts, not demanded.
      await team.getByRole('button', { name: 'Demander…' }).click();
      expect(await emma.dialog().getByRole('heading').textContent()).toBe(`Demander ${amount} à PEPS-01 ?`);
      await emma.dialog().getByRole('button', { name: 'Proposer' }).click();
      expect(await emma.dialog().getByRole('alert').textContent()).toContain('PEPS-01');
      await emma.close();
    });

    test('leads an auditor from a reference of the bank to the statement as decided', async () => {
      const { payments } = await read(await reader());
      const returned = payments.find(({ status }) => status === 'RETURNED');
      const reference = returned?.endToEndId ?? '';
      const farid = await browser().open('farid-auditor', '/campagnes');
      const { page } = farid;
      await page.getByLabel('Référence d’un paiement').fill(reference);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: reference }).waitFor();
      await page.getByRole('region', { name: 'Lignes décidées' }).waitFor();
      const whole = given(
        await (await reader()).GET('/payments/{endToEndId}', { params: { path: { endToEndId: reference } } }),
      );
      const text = await page.locator('main').textContent();
      expect(text).toContain(shown(whole.payment.amountCents));
      expect(text).toContain(whole.decision?.approvedBy.name);
      expect(text).toContain('AC04');
      expect(await page.getByRole('region', { name: 'Événements' }).getByRole('row').count()).toBe(
        whole.events.length + 1,
      );
      await page.getByRole('link', { name: /^PEPS-01, 202\d-T/ }).click();
      await page.getByRole('heading', { name: /^Décompte 202\d-T/ }).waitFor();
      expect(farid.said).toStrictEqual([]);
      await farid.close();
    });
  });
};

export default flow;
