/** A quarter is submitted at once, read as a report, and approved by its code: a moved statement has to be read again. */
import { describe, expect, test } from '@jest/globals';
import { textsOf } from '#test/console/browser.ts';
import type { Flow } from '#test/console/console.spec.ts';
import { keyed } from '#test/support/client.ts';

const REPORT = '/ecarts?periode=2022-Q3';

const flow: Flow = (browser) => {
  describe('the variance report', () => {
    test('has the amounts of the service, the outliers first, and opens a row by the keyboard', async () => {
      const farid = await browser().open('farid-auditor', REPORT);
      const { page } = farid;
      const client = await browser().service.client('auditor');
      const { data } = await client.GET('/variance/teams', { params: { query: { period: '2022-Q3' } } });
      const items = data?.items ?? [];
      const table = page.getByRole('table', { name: 'Écarts de 2022-T3' });
      const column = (at: string) => textsOf(table.locator(`tbody tr[aria-rowindex] > ${at}`));
      expect((await column('th')).map((text) => /\S+-\d\d/.exec(text)?.[0])).toStrictEqual(
        items.map(({ team }) => team),
      );
      expect((await column('td:nth-child(3)')).map((text) => text.replaceAll(/\D/g, ''))).toStrictEqual(
        items.map(({ lines: [total] }) => total?.amountCents),
      );
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('k');
      await page.keyboard.press('Enter');
      await page
        .getByRole('heading', { name: /^Par rapport à/ })
        .first()
        .waitFor();
      expect(page.url()).toContain(`ouvert=${items[0]?.team ?? ''}`);
      // An auditor reads everything and changes nothing.
      expect(await page.getByRole('button', { name: /Soumettre|Approuver|Rejeter/ }).count()).toBe(0);
      expect(farid.said).toStrictEqual([]);
      await farid.close();
    });

    test('stays with its period when another one comes first', async () => {
      const farid = await browser().open('farid-auditor', '/a-faire');
      const { page } = farid;
      const sum = (period: string, stage: string) => ({
        ...{ period, stage, scheme: 'PEPS', statements: 1 },
        ...{ totalCents: '100', decidedCents: '0' },
      });
      let sums = [sum('2022-Q3', 'SUBMITTED')];
      await page.route('**/statements/totals?*', (route) => route.fulfill({ json: { items: sums, next: null } }));
      await page.getByRole('link', { name: 'Écarts et approbation' }).click();
      const heading = page.getByRole('heading', { level: 1, name: 'Écarts de 2022-T3' });
      await heading.waitFor();
      sums = [sum('2022-Q3', 'APPROVED'), sum('2022-Q2', 'SUBMITTED')];
      const again = page.waitForResponse('**/statements/totals?*');
      // The end of a job lets every page read again.
      const alice = await browser().service.client('operator');
      await alice.POST('/replays', { params: keyed(), body: { from: '2031-Q1', to: '2031-Q1' } });
      await again;
      await page.getByRole('option', { name: '2022-T2' }).waitFor({ state: 'attached' });
      expect(await heading.isVisible()).toBe(true);
      await farid.close();
    });

    test('submits a scheme, then all that is left of the quarter', async () => {
      const alice = await browser().open('alice-operator', `${REPORT}&schema=PEPS`);
      await alice.button('Soumettre…').click();
      expect(await alice.dialog().getByRole('heading').textContent()).toMatch(
        /^Soumettre 1 décompte de 2022-T3, .* € \?$/,
      );
      await alice.dialog().getByRole('button', { name: 'Soumettre' }).click();
      await alice.page.getByRole('status').filter({ hasText: 'Soumis : 1 décompte.' }).waitFor();

      const bruno = await browser().open('bruno-approver', REPORT);
      await bruno.button('Approuver…').click();
      expect(await bruno.dialog().getByRole('heading').textContent()).toMatch(/^Approuver 1 décompte de 2022-T3, /);

      // A fact comes in while he reads.
      await alice.page.getByLabel('Expérimentation').selectOption('');
      await alice.isRead();
      await alice.button('Soumettre…').click();
      await alice.dialog().getByRole('button', { name: 'Soumettre' }).click();
      await alice.page.getByRole('status').filter({ hasText: 'Soumis : 1 décompte.' }).waitFor();
      expect(alice.said).toStrictEqual([]);
      await alice.close();

      await bruno.dialog().getByRole('button', { name: 'Approuver' }).click();
      await bruno.dialog().getByText('Le rapport a changé depuis votre lecture.').waitFor();
      expect(await bruno.dialog().getByRole('button', { name: 'Approuver' }).isDisabled()).toBe(true);
      await bruno.page.keyboard.press('Escape');
      await bruno.button('Approuver…').click();
      expect(await bruno.dialog().getByRole('heading').textContent()).toMatch(/^Approuver 2 décomptes de 2022-T3, /);
      await bruno.dialog().getByRole('button', { name: 'Approuver' }).click();
      await bruno.page.getByRole('status').filter({ hasText: 'Approuvé : 2 décomptes.' }).waitFor();
      await bruno.page.locator('[data-stage=APPROVED]').nth(1).waitFor();
      expect(await bruno.button('Approuver…').count()).toBe(0);
      await bruno.close();
    });
  });
};

export default flow;
