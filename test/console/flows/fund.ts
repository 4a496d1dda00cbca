/** The decisions of two people about money: an envelope, the account of a team; and the books, which add up. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { euros } from '#libs/kernel/euros.ts';
import type { Flow } from '#test/console/console.spec.ts';
import { given, keyed } from '#test/support/client.ts';

const ENVELOPE = '/enveloppes/FISS';
const FROM = '2031-01-01';
const TEAM = 'IPEP-01';
const IBAN = 'FR1420041010050500013M02606';

const flow: Flow = (browser) => {
  describe('an envelope', () => {
    test('is changed by one person, who does not confirm it', async () => {
      const alice = await browser().open('alice-operator', ENVELOPE);
      const { page } = alice;
      await alice.button('Proposer un changement…').click();
      await page.getByLabel('Montant', { exact: true }).fill('1 234 567,8');
      await page.getByLabel(/^À partir du/).fill(FROM);
      expect(await alice.dialog().getByRole('heading').textContent()).toBe(
        `Proposer l’enveloppe FISS, ${euros(123_456_780n)} ?`,
      );
      expect(await alice.dialog().textContent()).toContain(`écart +${euros(23_456_780n)}`);
      await alice.dialog().getByRole('button', { name: 'Proposer' }).click();
      const waiting = page.getByRole('region', { name: 'À confirmer par une autre personne' });
      await waiting.waitFor();
      expect(await waiting.textContent()).toContain('à partir du 01/01/2031');
      expect(await waiting.textContent()).toContain('Se décide avec le rôle « approbation ».');
      expect(await waiting.getByRole('button', { name: 'Confirmer…' }).count()).toBe(0);
      expect(await waiting.getByRole('button', { name: 'Retirer…' }).count()).toBe(1);
      expect(alice.said).toStrictEqual([]);
      await alice.close();
    });

    test('is changed once another has confirmed it, as it was read', async () => {
      const nadia = await browser().open('nadia-approver', ENVELOPE);
      await nadia.button('Confirmer…').click();
      expect(await nadia.dialog().textContent()).toContain(euros(123_456_780n));
      await nadia.dialog().getByRole('button', { name: 'Confirmer' }).click();
      const terms = nadia.page.getByRole('region', { name: 'Montants et expérimentations par date' });
      await terms.getByRole('row', { name: `01/01/2031 PEPS, PRIMORDIAL, IPEP confirmé` }).waitFor();
      const reader = await browser().service.client('auditor', 'Farid');
      const path = { envelope: 'FISS' };
      const { termsByDay } = given(await reader.GET('/envelopes/{envelope}', { params: { path } }));
      expect(termsByDay.at(-1)).toStrictEqual({
        from: FROM,
        amountCents: '123456780',
        schemes: ['PEPS', 'PRIMORDIAL', 'IPEP'],
      });
      expect(nadia.said).toStrictEqual([]);
      await nadia.close();
    });

    test('a proposal taken back meanwhile: the answer to it stays on the screen, and is refused', async () => {
      const alice = await browser().service.client('operator', 'Alice');
      const params = { path: { envelope: 'FISS', exception: 'tardive' }, ...keyed() };
      const body = { amountCents: '100', reason: 'un essai' };
      given(await alice.POST('/envelopes/{envelope}/exceptions/{exception}/propose', { params, body }));
      const nadia = await browser().open('nadia-approver', ENVELOPE);
      await nadia.button('Refuser…').click();
      await nadia.dialog().getByLabel('Pourquoi').fill('pas cette année');
      const { items } = given(await alice.GET('/confirmations', { params: {} }));
      const proposal = items.find(({ change }) => change.includes('tardive'))?.id ?? '';
      given(await alice.POST('/ledger-proposals/{proposal}/withdraw', { params: { path: { proposal }, ...keyed() } }));
      // The end of a job lets every page read again.
      given(await alice.POST('/replays', { params: keyed(), body: { from: '2031-Q1', to: '2031-Q1' } }));
      await nadia.page
        .getByRole('region', { name: 'À confirmer par une autre personne' })
        .waitFor({ state: 'detached' });
      expect(await nadia.dialog().getByLabel('Pourquoi').inputValue()).toBe('pas cette année');
      await nadia.dialog().getByRole('button', { name: 'Refuser' }).click();
      await nadia.dialog().getByRole('alert').waitFor();
      await nadia.close();
    });

    test('shows over its years what the service has, to the cent', async () => {
      const farid = await browser().open('farid-auditor', ENVELOPE);
      const reader = await browser().service.client('auditor', 'Farid');
      const path = { envelope: 'FISS' };
      const { years } = given(await reader.GET('/envelopes/{envelope}', { params: { path } }));
      const table = farid.page.getByRole('region', { name: /^Payé, à la banque et dû/ });
      expect(years.length).toBeGreaterThan(0);
      for (const { year, paidCents, releasedCents, dueCents } of years)
        expect(await table.getByRole('row', { name: year }).textContent()).toContain(
          [year, ...[paidCents, releasedCents, dueCents].map((cents) => euros(BigInt(cents)))].join(''),
        );
      await farid.close();
    });
  });

  describe('the account of a team', () => {
    test('is proposed from the list of those that have none', async () => {
      const david = await browser().open('david-accountant', `/comptes?qui=${TEAM}`);
      const { page } = david;
      await david.button('Proposer un compte…').click();
      await page.getByLabel('Titulaire, comme à la banque').fill('Groupement du flux');
      await page.getByLabel('IBAN', { exact: true }).fill('FR14 2004 1010 0505 0001 3M02 606');
      await page.getByLabel('BIC', { exact: true }).fill('PSSTFRPPPAR');
      await david.dialog().getByRole('button', { name: 'Proposer' }).click();
      await page.getByRole('region', { name: 'À confirmer par une autre personne' }).getByText(IBAN).waitFor();
      expect(await david.button('Confirmer…').count()).toBe(0);
      expect(david.said).toStrictEqual([]);
      await david.close();
    });

    test('is confirmed by a colleague, who reads the difference', async () => {
      const emma = await browser().open('emma-accountant', `/comptes?qui=${TEAM}`);
      await emma.button('Confirmer…').click();
      expect(await emma.dialog().getByRole('row', { name: /IBAN/ }).textContent()).toContain(IBAN);
      // At 400 % zoom the proposal is readable without horizontal scrolling.
      await emma.page.setViewportSize({ width: 320, height: 640 });
      const proposed = await emma.dialog().getByText(IBAN, { exact: true }).boundingBox();
      expect((proposed?.x ?? 0) + (proposed?.width ?? Infinity)).toBeLessThanOrEqual(320);
      await emma.dialog().getByRole('button', { name: 'Confirmer' }).click();
      await emma.page.getByRole('region', { name: 'Comptes' }).getByText(IBAN).waitFor();
      expect(emma.said).toStrictEqual([]);
      await emma.close();
    });

    test('is masked for roles that need not see it', async () => {
      const bruno = await browser().open('bruno-approver', `/comptes?qui=${TEAM}`);
      expect(await bruno.page.locator('main').textContent()).toMatch(/FR•+/);
      expect(await bruno.page.locator('main').textContent()).not.toContain(IBAN);
      await bruno.close();
    });
  });

  describe('the books', () => {
    test('add up to what the service has, and are saved whole', async () => {
      const farid = await browser().open('farid-auditor', '/comptabilite?de=2020-01-01&a=2099-12-31');
      const reader = await browser().service.client('auditor', 'Farid');
      const query = { from: '2020-01-01', to: '2099-12-31', limit: 500 };
      const { items } = given(await reader.GET('/general-ledger', { params: { query } }));
      const lines = items.flatMap((entry) => entry.lines);
      expect(lines.length).toBeGreaterThan(0);
      const debit = lines.reduce((sum, { debitCents }) => sum + BigInt(debitCents), 0n);
      const total = await farid.page.getByRole('region', { name: 'Balance' }).locator('tfoot').textContent();
      expect(total).toBe(`Total${euros(debit)}${euros(debit)}${euros(0n)}`);
      const [saved] = await Promise.all([
        farid.page.waitForEvent('download'),
        farid.button('Toutes les écritures, aux colonnes du FEC').click(),
      ]);
      const csv = readFileSync(await saved.path(), 'utf8');
      expect(csv.trimEnd().split('\n')).toHaveLength(lines.length + 1);
      expect(farid.said).toStrictEqual([]);
      await farid.close();
    });

    test('say what a year owes at its end', async () => {
      const farid = await browser().open('farid-auditor', '/comptabilite?onglet=cloture&annee=2023');
      const reader = await browser().service.client('auditor', 'Farid');
      const { accruals } = given(await reader.GET('/accruals', { params: { query: { year: '2023' } } }));
      expect(accruals.length).toBeGreaterThan(0);
      const rows = farid.page.getByRole('region', { name: 'Décompte par décompte' }).locator('tbody tr');
      await rows.first().waitFor();
      expect(await rows.count()).toBe(accruals.length);
      for (const [i, { team, amountCents }] of accruals.entries()) {
        const row = await rows.nth(i).textContent();
        expect(row).toContain(team);
        expect(row).toContain(euros(BigInt(amountCents)));
      }
      expect(farid.said).toStrictEqual([]);
      await farid.close();
    });
  });
};

export default flow;
