/**
 * The monitoring of the experiment: a scheme over its quarters as charts and a table, patients who came and left, published figures beside
 * it.
 */
import { describe, expect, test } from '@jest/globals';
import { textsOf } from '#test/console/browser.ts';
import type { Flow } from '#test/console/console.spec.ts';

const flow: Flow = (browser) => {
  describe('the monitoring', () => {
    test('shows what the service counts, by scheme and quarter, and what was published beside it', async () => {
      const client = await browser().service.client('auditor');
      const { data } = await client.GET('/monitoring', { params: { query: { limit: 500, movements: 'true' } } });
      const peps = data?.items.filter(({ scheme }) => scheme === 'PEPS') ?? [];
      expect(peps.length).toBeGreaterThan(4);
      const opened = await browser().open('farid-auditor', '/suivi?schema=PEPS');
      const { page } = opened;
      await page.getByLabel('Patients entrés et sortis').selectOption('oui');
      const byPeriod = page.getByRole('table', { name: 'PEPS par période' });
      const entered = byPeriod.locator('tbody td:nth-child(4)');
      await entered.filter({ hasText: /^\d+$/ }).first().waitFor();
      expect(await textsOf(entered)).toStrictEqual(peps.map(({ patientsEntered }) => String(patientsEntered)));
      const patients = page.locator('figure', { hasText: 'Patients des décomptes' }).locator('tbody td');
      expect(await textsOf(patients)).toStrictEqual(peps.map((one) => String(one.patients)));
      const published = page.getByRole('table', { name: 'Chiffres publiés' });
      expect(await published.getByRole('row', { name: /^PEPS, équipes/ }).textContent()).toMatch(/15.*fin 2022/);
      expect(page.url()).toMatch(/mouvements=oui/);
      expect(opened.said).toStrictEqual([]);
      await opened.close();
    });
  });
};

export default flow;
