/** A team as the insurance sees it: found by its name, its statements and their leakage to the cent, its quality over the years. */
import { describe, expect, test } from '@jest/globals';
import { textsOf } from '#test/console/browser.ts';
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
      const shown = await textsOf(rows.locator('td:nth-child(4)'));
      expect(shown.map(centsIn)).toStrictEqual(data?.items.map(({ totalCents }) => totalCents));

      const quarters = await Promise.all(
        (data?.items ?? []).toReversed().map(async ({ period, phase }) => {
          const params = { path: { team: 'PEPS-01', period } };
          const { data: ledger } = await client.GET('/statements/{team}/{period}/act-ledger', { params });
          const baseOf = (name: string): bigint =>
            (ledger?.items ?? []).reduce((sum, line) => (line.class === name ? sum + BigInt(line.baseCents) : sum), 0n);
          return { phase, outside: baseOf('LEAKAGE'), inside: baseOf('SUBSTITUTED') };
        }),
      );
      const figuresOf = (title: string) => textsOf(page.locator('figure', { hasText: title }).locator('tbody td'));
      const leakage = await figuresOf('Base des actes du périmètre faits hors de l’équipe');
      expect(leakage.map(centsIn)).toStrictEqual(quarters.map(({ outside }) => String(outside)));
      expect(quarters.some(({ outside }) => outside > 0n)).toBe(true);
      const inForfait = quarters.filter(({ phase }) => phase === 'FORFAIT');
      expect(await figuresOf('Part de la fuite dans la base')).toStrictEqual(
        inForfait.map(({ outside, inside }) => {
          const percent = (100 * Number(outside)) / Number(outside + inside);
          return `${percent.toFixed(2).replace('.', ',')} %`;
        }),
      );

      await david.button('Qualité').click();
      await page.getByLabel('Indicateur', { exact: true }).selectOption('FLU65');
      const results = page.getByRole('table', { name: 'Résultats de qualité par année' });
      const quality = results.getByRole('row', { name: /^Vaccination contre la grippe/ });
      // 69 of 160.
      expect(await quality.getByRole('cell').first().textContent()).toMatch(/^43,13 %/);
      const { data: rated } = await client.GET('/teams/{team}/quality', { params: { path: { team: 'PEPS-01' } } });
      const vaccination = rated?.indicators.find(({ indicator }) => indicator === 'FLU65')?.years ?? [];
      await page.getByText('Les mêmes chiffres, en tableau').click();
      const figures = page.locator('.chart tbody tr');
      expect(await textsOf(figures.locator('td:nth-child(4)'))).toStrictEqual(
        vaccination.map(({ target }) => (target === null ? '–' : `${Number(target).toFixed(2).replace('.', ',')} %`)),
      );
      expect(page.url()).toMatch(/onglet=qualite&indicateur=FLU65/);
      const { data: followed } = await client.GET('/teams/{team}/indicators', {
        params: { path: { team: 'PEPS-01' }, query: { limit: 500 } },
      });
      const worth = followed?.items.filter(({ worthCents }) => worthCents !== null && worthCents !== '0') ?? [];
      expect(worth.length).toBeGreaterThan(0);
      const [{ year, worthCents: ofFirst }] = worth as [(typeof worth)[number]];
      await page.getByLabel('Année des résultats').selectOption(String(year));
      const nextRatings = page.getByRole('table', { name: 'Note suivante de chaque indicateur' });
      const values = await textsOf(nextRatings.locator('tbody td:nth-child(6)'));
      expect(values.map(centsIn)).toContain(ofFirst);

      await david.button('Autres régimes').click();
      await page.getByText('Les mêmes patients, les mêmes déclarations et les mêmes actes').waitFor();
      const total = page.getByRole('table', { name: /^En tout, sur/ });
      const totals = await textsOf(total.locator('tbody tr td:last-child'));
      const { data: compared } = await client.GET('/teams/{team}/comparison', {
        params: { path: { team: 'PEPS-01' } },
      });
      expect(compared?.schemes.map(({ scheme }) => scheme)).toContain('FORFAIT_EQUIPE');
      expect(totals.map(centsIn)).toStrictEqual(compared?.schemes.map(({ totalCents }) => totalCents));

      await david.button('Clôture').click();
      const open = page.getByRole('table', { name: 'Ce qui reste ouvert' });
      await open.waitFor();
      const closing = await client.GET('/close-outs/{kind}/{subject}', {
        params: { path: { kind: 'team', subject: 'PEPS-01' } },
      });
      const amounts = await textsOf(open.locator('tbody tr td:last-child'));
      expect(amounts.map(centsIn)).toStrictEqual(
        closing.data?.closeOut.open.map(({ amountCents }) => (amountCents ?? '').replace('-', '')),
      );
      expect(david.said).toStrictEqual([]);
      await david.close();
    });

    test('has no leakage where no forfait replaces acts', async () => {
      const david = await browser().open('david-accountant', '/equipes/IPEP-01');
      await david.page.getByRole('table', { name: 'Décomptes de l’équipe' }).waitFor();
      expect(await david.page.getByRole('heading', { name: 'Fuite' }).count()).toBe(0);
      await david.close();
    });
  });
};

/** Whole cents of an amount on the screen. */
function centsIn(text: string): string {
  return text.replaceAll(/\D/g, '').replace(/^0+(?=\d)/, '');
}

export default flow;
