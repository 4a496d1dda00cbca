/** A calculation: requested in a dialog, done by a worker, followed in the drawer of every page. */
import { describe, expect, test } from '@jest/globals';
import { accepted, given, keyed } from '#test/support/client.ts';
import type { Flow } from '#test/console/console.spec.ts';

const flow: Flow = (browser) => {
  describe('a calculation', () => {
    test('says what it will calculate, is done by a worker, and its end is said', async () => {
      const alice = await browser().open('alice-operator', '/decomptes');
      const { page } = alice;
      const other = await browser().open('alice-operator', '/a-faire');
      const streams: (string | undefined)[] = [];
      other.page.on('request', (request) => {
        const { accept, 'last-event-id': after } = request.headers();
        if (accept === 'text/event-stream') streams.push(after);
      });
      await alice.button('Calculer…').click();
      const dialog = alice.dialog();
      await dialog.getByLabel('De', { exact: true }).selectOption('2023-Q3');
      await dialog.getByLabel('À', { exact: true }).selectOption('2023-Q2');
      expect(await dialog.getByRole('button', { name: 'Calculer' }).isDisabled()).toBe(true);
      await dialog.getByLabel('À', { exact: true }).selectOption('2023-Q4');
      await dialog.getByLabel(/^Connu au/).fill('2024-08-31');
      expect(await dialog.getByRole('heading').textContent()).toBe('Calculer 2023-T3 à 2023-T4, toutes les équipes ?');
      await dialog.getByRole('button', { name: 'Calculer' }).click();
      await page.getByRole('status').filter({ hasText: 'Travail terminé : calcul.' }).waitFor({ timeout: 60_000 });
      await page.getByRole('button', { name: /^Travaux/ }).click();
      const drawer = page.getByRole('complementary', { name: 'Travaux' });
      expect(await drawer.getByRole('listitem').first().textContent()).toMatch(/^calcul terminé · Alice Martin, /);
      // The other window of the browser got the news, without its own stream…
      await other.page.getByRole('button', { name: /^Travaux/ }).click();
      const jobs = other.page.getByRole('complementary', { name: 'Travaux' }).getByRole('listitem');
      expect(await jobs.first().textContent()).toMatch(/^calcul terminé · Alice Martin, /);
      expect(streams).toStrictEqual([]);
      const before = await jobs.count();
      await page.close();
      // …and continues after the last event once the first is closed.
      const body = { from: '2023-Q4', to: '2023-Q4', knownOn: '2024-08-31' };
      await accepted((await browser().service.client('operator')).POST('/calculations', { params: keyed(), body }));
      await jobs.nth(before).waitFor();
      await jobs.first().filter({ hasText: 'calcul terminé' }).waitFor();
      expect(streams).toStrictEqual([expect.stringMatching(/^\d+$/)]);
      expect([...alice.said, ...other.said]).toStrictEqual([]);
      await other.close();
    });
  });

  describe('what was submitted', () => {
    test('is rejected with a reason, and without one not', async () => {
      const bruno = await browser().open('bruno-approver', '/decomptes/PEPS-01/2022-Q1');
      await bruno.button('Rejeter').click();
      const reject = bruno.dialog().getByRole('button', { name: 'Rejeter' });
      expect(await reject.isDisabled()).toBe(true);
      await bruno.dialog().getByLabel('Pourquoi').fill('la liste est à vérifier');
      await reject.click();
      await bruno.page.locator('[data-stage=CALCULATED]').waitFor();
      // Restores the state: the stories read it as submitted.
      const alice = await browser().service.client('operator', 'Alice');
      const path = { team: 'PEPS-01', period: '2022-Q1' };
      given(await alice.POST('/statements/{team}/{period}/submit', { params: { ...keyed(), path } }));
      expect(bruno.said).toStrictEqual([]);
      await bruno.close();
    });

    test('once decided and released, is not withdrawn: the reason is said, and the dialog can be mended', async () => {
      const bruno = await browser().open('bruno-approver', '/decomptes/PEPS-01/2021-Q3');
      const keys: string[] = [];
      bruno.page.on('request', (request) => {
        if (request.method() === 'POST') keys.push(request.headers()['idempotency-key'] ?? '');
      });
      await bruno.button('Retirer').click();
      const [why, withdraw] = [
        bruno.dialog().getByLabel('Pourquoi'),
        bruno.dialog().getByRole('button', { name: 'Retirer' }),
      ];
      for (const reason of ['à revoir', 'à revoir', 'à revoir en entier']) {
        await why.fill(reason);
        const answered = bruno.page.waitForResponse((response) => response.request().method() === 'POST');
        await withdraw.click();
        expect((await answered).status()).toBe(422);
        await bruno.dialog().getByRole('alert').waitFor();
      }
      // The same content is the same command; another reason is another.
      expect(keys[0]).toBe(keys[1]);
      expect(keys[2]).not.toBe(keys[1]);
      await bruno.close();
    });
  });
};

export default flow;
