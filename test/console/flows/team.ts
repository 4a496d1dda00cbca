/** A team as the insurance sees it: found by its name, its statements to the cent, its quality over the years. */
import { describe, expect, test } from '@jest/globals';
import type { Flow } from '#test/console/console.spec.ts';

const flow: Flow = (browser) => {
  describe('the screen of a team', () => {
    test('is reached by its name, and has the amounts and results of the service', async () => {
      const david = await browser().open('david-accountant', '/equipes');
      const { page } = david;
      await page.getByRole('search', { name: 'Filtres' }).getByLabel('Équipe').fill('gennevilliers');
      await page.getByText('1 équipe', { exact: true }).waitFor();
      await page.getByRole('link', { name: 'PEPS-01' }).click();
      await page.getByRole('heading', { level: 1, name: 'Centre de santé de Gennevilliers' }).waitFor();
      await david.isRead();

      const client = await browser().service.client('accountant');
      const { data } = await client.GET('/statements', {
        params: { query: { team: 'PEPS-01', sort: '-period', limit: 500 } },
      });
      const rows = page.getByRole('table', { name: 'Décomptes de l’équipe' }).locator('tbody tr');
      const shown = await rows.locator('td:nth-child(4)').allTextContents();
      expect(shown.map((text) => text.replaceAll(/\D/g, '').replace(/^0+(?=\d)/, ''))).toStrictEqual(
        data?.items.map(({ totalCents }) => totalCents),
      );

      await david.button('Qualité').click();
      await page.getByLabel('Indicateur').selectOption('FLU65');
      const quality = page.getByRole('row', { name: /^Vaccination contre la grippe/ });
      // 69 of 160.
      expect(await quality.getByRole('cell').first().textContent()).toMatch(/^43,13 %/);
      const { data: rated } = await client.GET('/teams/{team}/quality', { params: { path: { team: 'PEPS-01' } } });
      const vaccination = rated?.indicators.find(({ indicator }) => indicator === 'FLU65')?.years ?? [];
      await page.getByText('Les mêmes chiffres, en tableau').click();
      const figures = page.locator('.chart tbody tr');
      expect(await figures.locator('td:nth-child(4)').allTextContents()).toStrictEqual(
        vaccination.map(({ target }) => (target === null ? '–' : `${Number(target).toFixed(2).replace('.', ',')} %`)),
      );
      expect(page.url()).toMatch(/onglet=qualite&indicateur=FLU65/);
      expect(david.said).toStrictEqual([]);
      await david.close();
    });
  });
};

export default flow;
