/** A what-if: another value of a parameter, calculated beside the regulation in force, with its effect to the cent. */
import { describe, expect, test } from '@jest/globals';
import { textsOf } from '#test/console/browser.ts';
import type { Flow } from '#test/console/console.spec.ts';

const JOB_MS = 60_000;

const flow: Flow = (browser) => {
  describe('a what-if', () => {
    test('is asked for in a dialog, and shows its effect by team, with the amounts of the service', async () => {
      const alice = await browser().open('alice-operator', '/reglementation?onglet=simulations');
      const { page } = alice;
      await alice.button('Simuler…').click();
      const dialog = alice.dialog();
      const simulate = dialog.getByRole('button', { name: 'Simuler' });
      expect(await simulate.isDisabled()).toBe(true);
      await dialog.getByLabel('Paramètre').selectOption('presence');
      await dialog.getByLabel('Autre valeur').fill('DAYS');
      await dialog.getByLabel('De', { exact: true }).selectOption('2021-Q1');
      await dialog.getByLabel('À', { exact: true }).selectOption('2021-Q4');
      await dialog.getByLabel(/^Connu au/).fill('2024-08-31');
      await dialog.getByLabel('Garder sous le nom').fill('presence-au-jour');
      await simulate.click();
      await page.getByRole('heading', { name: 'Effet de « presence-au-jour »' }).waitFor({ timeout: JOB_MS });
      const teams = page.getByRole('table', { name: 'Effet par équipe' });
      await teams.waitFor();

      const client = await browser().service.client('auditor');
      const { data: list } = await client.GET('/simulations');
      const kept = list?.items.find(({ simulation }) => simulation === 'presence-au-jour');
      const sums = await textsOf(page.locator('.sums span:has(> .amount)'));
      expect(sums.map(digits)).toStrictEqual(
        [kept?.beforeCents, kept?.afterCents, kept?.differenceCents].map((cents) => digits(cents ?? '')),
      );
      const path = { simulation: 'presence-au-jour' };
      const { data: effects } = await client.GET('/simulations/{simulation}/statements', { params: { path } });
      const own = (effects?.items ?? []).filter(({ team }) => team === 'PEPS-01');
      const total = own.reduce((sum, { afterCents }) => sum + BigInt(afterCents), 0n);
      const row = teams.getByRole('row', { name: /PEPS-01/ });
      expect(digits((await row.getByRole('cell').nth(3).textContent()) ?? '')).toBe(digits(String(total)));
      expect(page.url()).toMatch(/simulation=presence-au-jour/);
      expect(alice.said).toStrictEqual([]);
      await alice.close();
    });

    test('of one scheme from a day on stands beside the other, as charts on one scale and as a table', async () => {
      const alice = await browser().open('alice-operator', '/reglementation?onglet=simulations');
      const { page } = alice;
      await alice.button('Simuler…').click();
      const dialog = alice.dialog();
      await dialog.getByLabel('Paramètre').selectOption('presence');
      await dialog.getByLabel('Autre valeur').fill('DAYS');
      await dialog.getByLabel('Expérimentation').selectOption('PEPS');
      await dialog.getByLabel(/^Dès le/).fill('2021-07-01');
      await dialog.getByLabel('De', { exact: true }).selectOption('2021-Q1');
      await dialog.getByLabel('À', { exact: true }).selectOption('2021-Q4');
      await dialog.getByLabel(/^Connu au/).fill('2024-08-31');
      await dialog.getByLabel('Garder sous le nom').fill('presence-peps');
      await dialog.getByRole('button', { name: 'Simuler' }).click();
      await page.getByRole('heading', { name: 'Effet de « presence-peps »' }).waitFor({ timeout: JOB_MS });
      await page.getByLabel('Grouper par').selectOption('period');
      const table = page.getByRole('table', { name: 'Scénarios par période' });
      await table.waitFor();
      const client = await browser().service.client('auditor');
      const query = { simulations: 'presence-peps,presence-au-jour', by: 'period' as const };
      const { data } = await client.GET('/simulations/comparison', { params: { query } });
      const own = (data?.items ?? []).filter(({ simulation }) => simulation === 'presence-peps');
      expect(own.map(({ group, differenceCents }) => [group, differenceCents === '0'])).toContainEqual([
        '2021-Q1',
        true,
      ]);
      const rows = await table.getByRole('row').all();
      // After the headings: the regulation in force, then a cell for each simulation.
      const cells = rows.slice(1).map((row) => row.getByRole('cell').nth(1).textContent());
      const shown = (await Promise.all(cells)).map((text) => digits(text ?? ''));
      expect(shown).toStrictEqual(own.map(({ differenceCents }) => digits(differenceCents).replace(/^0$/, '')));
      expect(await page.getByRole('figure', { name: /presence-peps/ }).count()).toBeGreaterThan(0);
      expect(page.url()).toMatch(/par=period/);
      expect(alice.said).toStrictEqual([]);
      await alice.close();
    });

    test('is read by other roles, without the right to ask for one; values have their certainty and their text', async () => {
      const farid = await browser().open('farid-auditor', '/reglementation?onglet=simulations');
      await farid.page.getByRole('button', { name: 'presence-au-jour' }).waitFor();
      expect(await farid.button('Simuler…').count()).toBe(0);
      await farid.button('Valeurs par date').click();
      await farid.page.getByRole('search', { name: 'Filtres' }).getByLabel('Paramètre').fill('cap_rate');
      const row = farid.page.getByRole('table', { name: 'Valeurs de PEPS' }).getByRole('row', { name: /01\/01\/2023/ });
      expect(await row.textContent()).toMatch(/reconstitué.*arrêté du 10 novembre 2022/);
      expect(farid.said).toStrictEqual([]);
      await farid.close();
    });

    test('that is wanted is proposed, read as a difference by another person, and here refused with a reason', async () => {
      const alice = await browser().open(
        'alice-operator',
        '/reglementation?onglet=simulations&simulation=presence-au-jour',
      );
      await alice.button('Proposer cette version…').click();
      const propose = alice.dialog().getByRole('button', { name: 'Proposer', exact: true });
      await alice.dialog().getByLabel('Nom de la version').fill('2027-essai');
      expect(await propose.isDisabled()).toBe(true);
      await alice.dialog().getByLabel('Texte qui donne ces valeurs').fill('projet d’arrêté');
      await propose.click();
      await alice.page.getByRole('heading', { name: 'Version 2027-essai' }).waitFor();
      // The person who proposed it does not publish it.
      expect(await alice.button('Publier…').count()).toBe(0);
      expect(await alice.button('Retirer…').count()).toBe(1);
      expect(alice.said).toStrictEqual([]);
      await alice.close();

      const bruno = await browser().open('bruno-approver', '/reglementation?onglet=proposition');
      const changes = bruno.page.getByRole('row', { name: /presence/ });
      const proposed = await textsOf(changes.locator('ins'));
      expect(new Set(proposed)).toStrictEqual(new Set(['DAYS', 'projet d’arrêté']));
      await bruno.button('Refuser…').click();
      await bruno.dialog().getByLabel('Pourquoi').fill('pas de texte');
      await bruno.dialog().getByRole('button', { name: 'Refuser' }).click();
      await bruno.page.getByText('Rien n’est proposé').waitFor();
      expect(bruno.said).toStrictEqual([]);
      await bruno.close();
    });
  });
};

/** The digits of an amount, without its sign and leading zeros. */
function digits(text: string): string {
  return text.replaceAll(/\D/g, '').replace(/^0+(?=\d)/, '');
}

export default flow;
