/** An address of something that does not exist: the screen names it, says that it is unknown, and leads to the list of those that exist. */
import { describe, expect, test } from '@jest/globals';
import type { Flow } from '#test/console/console.spec.ts';

const UNKNOWN = [
  ['/equipes/PEPS-99', 'Équipe PEPS-99', 'Équipes'],
  ['/decomptes/PEPS-01/2031-Q1', 'Décompte PEPS-01 2031-T1', 'Décomptes'],
  ['/campagnes/R-99', 'Campagne R-99', 'Campagnes'],
  ['/enveloppes/FIR-99', 'Enveloppe FIR-99', 'Enveloppes'],
  ['/paiements/DCPT99', 'Paiement DCPT99', 'Campagnes et paiements'],
] as const;

const flow: Flow = (browser) => {
  describe('an address of nothing', () => {
    test.each(UNKNOWN)('%s has the heading %s', async (address, heading, list) => {
      const { page } = await browser().open('david-accountant', address);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      const main = page.getByRole('main');
      expect(await main.getByRole('heading', { level: 2 }).allTextContents()).toStrictEqual(['Introuvable']);
      expect(await main.textContent()).not.toMatch(/\/(?:teams|payment-runs|payments|calculations)/);
      await main.getByRole('link', { name: list, exact: true }).click();
      await page
        .getByRole('heading', { level: 1, name: list.replace(/^Campagnes$/, 'Campagnes et paiements') })
        .waitFor();
    });

    test('is said to a team too', async () => {
      const team = await browser().open('peps-01-team', '/mes-decomptes/2031-Q1');
      await team.page.getByRole('heading', { level: 1, name: 'Décompte 2031-T1' }).waitFor();
      await team.page.getByText('Rien n’est décidé pour cette période').waitFor();
      await team.page.getByRole('main').getByRole('link', { name: 'Mes décomptes' }).click();
      await team.page.getByRole('heading', { level: 1, name: 'Mes décomptes' }).waitFor();
      await team.close();
    });
  });
};

export default flow;
