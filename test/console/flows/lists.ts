/** Lists that are longer than a page, cannot be read, or are printed. */
import { describe, expect, test } from '@jest/globals';
import type { Flow } from '#test/console/console.spec.ts';
import { keyed } from '#test/support/client.ts';

const flow: Flow = (browser) => {
  describe('the reader of a list', () => {
    test('reads why the rest of a list is missing, and it is asked for once', async () => {
      const farid = await browser().open('farid-auditor', '/a-faire');
      const { page } = farid;
      const client = await browser().service.client('auditor');
      const { data } = await client.GET('/statements', { params: { query: { limit: 5 } } });
      let asked = 0;
      await page.route('**/statements?*', (route) => {
        if (route.request().url().includes('cursor=')) {
          asked++;
          return route.fulfill({ status: 500, json: { title: 'Erreur', detail: 'La suite manque.' } });
        }
        return route.fulfill({ json: { ...data, next: 'suite' } });
      });
      await page.getByRole('link', { name: 'Décomptes' }).click();
      const alert = page.getByRole('alert').filter({ hasText: 'La suite manque.' });
      await alert.waitFor();
      const again = page.waitForResponse((response) => response.url().includes('cursor='));
      await page.getByRole('button', { name: 'Réessayer' }).click();
      await again;
      await alert.waitFor();
      expect(asked).toBe(2);
      await farid.close();
    });

    test('reads that the screen is old when it could not be read again, and reads it again', async () => {
      const farid = await browser().open('farid-auditor', '/decomptes');
      const { page } = farid;
      await page.route('**/statements?*', (route) => route.fulfill({ status: 500, json: {} }));
      // The end of a job lets every page read again.
      const alice = await browser().service.client('operator');
      await alice.POST('/replays', { params: keyed(), body: { from: '2031-Q1', to: '2031-Q1' } });
      const notice = page.getByRole('alert').filter({ hasText: 'n’a pas pu être relu, et peut être ancien' });
      await notice.waitFor();
      expect(await page.getByRole('table', { name: 'Décomptes' }).isVisible()).toBe(true);
      await page.unroute('**/statements?*');
      await notice.getByRole('button', { name: 'Relire' }).click();
      await notice.waitFor({ state: 'detached' });
      await farid.close();
    });

    test('sorts a list by all its rows, also those of the pages that are not read yet', async () => {
      const farid = await browser().open('farid-auditor', '/a-faire');
      const { page } = farid;
      const client = await browser().service.client('auditor');
      const { data } = await client.GET('/payment-runs', { params: { query: { limit: 1 } } });
      const run = (name: string, totalCents: string) => ({ ...data?.items[0], run: name, totalCents });
      const first = Array.from({ length: 150 }, (_, i) => run(`C-${i}`, '100'));
      await page.route('**/payment-runs?*', (route) =>
        route.request().url().includes('cursor=')
          ? route.fulfill({ json: { items: [run('LARGEST', '900')], next: null } })
          : route.fulfill({ json: { items: first, next: 'suite' } }),
      );
      await page.getByRole('link', { name: 'Campagnes et paiements' }).click();
      const table = page.getByRole('table', { name: 'Campagnes' });
      await table.getByRole('button', { name: 'Montant' }).click();
      await table.locator('tbody tr').first().getByText('LARGEST').waitFor();
      await farid.close();
    });

    test('prints every row that is read, and that there are others', async () => {
      const farid = await browser().open('farid-auditor', '/a-faire');
      const { page } = farid;
      const client = await browser().service.client('auditor');
      const { data } = await client.GET('/statements', { params: { query: { limit: 1 } } });
      const items = Array.from({ length: 250 }, (_, i) => ({ ...data?.items[0], team: `PEPS-${i}` }));
      await page.route('**/statements?*', (route) =>
        route.request().url().includes('cursor=')
          ? route.fulfill({ status: 403, json: {} })
          : route.fulfill({ json: { items, next: 'suite' } }),
      );
      await page.getByRole('link', { name: 'Décomptes' }).click();
      const rows = page.getByRole('table', { name: 'Décomptes' }).locator('tbody tr[aria-rowindex]');
      await rows.first().waitFor();
      expect(await rows.count()).toBeLessThan(250);
      // What is there when the event is over is printed.
      const printed = `(() => {
        window.dispatchEvent(new Event('beforeprint'));
        return document.querySelectorAll('main tbody tr[aria-rowindex]').length;
      })()`;
      expect(await page.evaluate(printed)).toBe(250);
      await page.evaluate("window.dispatchEvent(new Event('afterprint'))");
      await page.emulateMedia({ media: 'print' });
      await rows.nth(249).waitFor({ state: 'attached' });
      expect(await page.getByText('La liste a d’autres lignes').isVisible()).toBe(true);
      await page.emulateMedia({ media: 'screen' });
      await farid.close();
    });
  });
};

export default flow;
