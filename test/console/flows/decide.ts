/** A statement from its calculation to its decision: submitted once by one person, approved by another. */
import { describe, expect, test } from '@jest/globals';
import type { Flow } from '#test/console/console.spec.ts';
import { given, keyed } from '#test/support/client.ts';

const OF = '/decomptes/PEPS-01/2022-Q2';

const flow: Flow = (browser) => {
  describe('a statement', () => {
    test('is submitted once, however often the button is pressed', async () => {
      const alice = await browser().open('alice-operator', OF);
      const sent: string[] = [];
      alice.page.on('request', (request) => {
        if (request.method() === 'POST') sent.push(request.headers()['idempotency-key'] ?? '');
      });
      await alice.button('Soumettre').click();
      const title = await alice.dialog().getByRole('heading').textContent();
      expect(title).toMatch(/^Soumettre le décompte de PEPS-01, 2022-T2, −?[\d\u202f]+,\d\d € \?$/);
      await alice.dialog().getByRole('button', { name: 'Soumettre' }).dblclick();
      await alice.page.getByRole('status').filter({ hasText: 'PEPS-01, 2022-T2 : soumis.' }).waitFor();
      expect(sent).toHaveLength(1);
      // The new state is on the screen, and nothing is left to submit.
      await alice.page.locator('[data-stage=SUBMITTED]').waitFor();
      expect(await alice.button('Soumettre').count()).toBe(0);
      expect(alice.said).toStrictEqual([]);
      await alice.close();
    });

    test('is rejected by the same command again where its answer got lost, though the screen shows by now that it is done', async () => {
      const bruno = await browser().open('bruno-approver', OF);
      const keys: string[] = [];
      await bruno.page.route('**/reject', async (route) => {
        keys.push(route.request().headers()['idempotency-key'] ?? '');
        await route.fetch({ headers: { ...route.request().headers(), 'sec-fetch-site': 'same-origin' } });
        await route.fulfill({ status: 502, body: '' });
      });
      await bruno.button('Rejeter').click();
      await bruno.dialog().getByLabel('Pourquoi').fill('à relire');
      const reject = bruno.dialog().getByRole('button', { name: 'Rejeter' });
      await reject.click();
      await bruno.dialog().getByText('rien ne se fait deux fois').waitFor();
      await bruno.page.locator('[data-stage=CALCULATED]').waitFor();
      await bruno.page.unroute('**/reject');
      const [sent] = await Promise.all([bruno.page.waitForRequest('**/reject'), reject.click()]);
      expect(keys).toStrictEqual([sent.headers()['idempotency-key']]);
      await bruno.page.getByRole('status').filter({ hasText: 'PEPS-01, 2022-T2 : rejeté.' }).waitFor();
      await bruno.close();
      const alice = await browser().service.client('operator', 'Alice Martin');
      const params = { path: { team: 'PEPS-01', period: '2022-Q2' }, ...keyed() };
      given(await alice.POST('/statements/{team}/{period}/submit', { params, body: {} }));
    });

    test('is not approved by the person who submitted it, in another role either', async () => {
      const alice = await browser().open('alice-approver', OF);
      await alice.button('Approuver').click();
      await alice.dialog().getByRole('button', { name: 'Approuver' }).click();
      const refusal = alice.dialog().getByRole('alert');
      expect(await refusal.textContent()).toMatch(
        /Alice Martin a soumis .* seconde personne.*Numéro de la requête : [0-9a-f-]{36}/s,
      );
      await alice.page.keyboard.press('Escape');
      expect(await alice.page.locator('[data-stage=SUBMITTED]').count()).toBe(1);
      await alice.close();
    });

    test('is not approved as it was read once a colleague has rejected it: the dialog says so, and lets it be read again', async () => {
      const bruno = await browser().open('bruno-approver', OF);
      await bruno.button('Approuver').click();
      const path = { team: 'PEPS-01', period: '2022-Q2' };
      const nadia = await browser().service.client('approver', 'Nadia');
      const body = { reason: 'à relire' };
      given(await nadia.POST('/statements/{team}/{period}/reject', { params: { path, ...keyed() }, body }));
      const approve = bruno.dialog().getByRole('button', { name: 'Approuver' });
      await approve.click();
      await bruno.dialog().getByText('Le décompte de PEPS-01, 2022-T2 a changé depuis votre lecture.').waitFor();
      expect(await approve.isDisabled()).toBe(true);
      await bruno.dialog().getByRole('button', { name: 'Relire' }).click();
      await bruno.page.locator('[data-stage=CALCULATED]').waitFor();
      await bruno.close();
      const alice = await browser().service.client('operator', 'Alice Martin');
      given(await alice.POST('/statements/{team}/{period}/submit', { params: { path, ...keyed() }, body: {} }));
    });

    test('is approved by a colleague, with the keyboard alone', async () => {
      const bruno = await browser().open('bruno-approver', '/a-faire');
      const { page } = bruno;
      await page.keyboard.press('/');
      await page.keyboard.type('peps-01 2022-T2');
      await page.keyboard.press('Enter');
      await bruno.button('Approuver').waitFor();
      await bruno.button('Approuver').focus();
      await page.keyboard.press('Enter');
      await bruno.dialog().waitFor();
      const focused = bruno.dialog().locator('button:focus', { hasText: 'Approuver' });
      while ((await focused.count()) === 0) await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('[data-stage=APPROVED]').waitFor();
      // The button that asked is gone: the next key continues on the screen.
      await page.locator('#screen:focus').waitFor();
      expect(await page.getByRole('row', { name: /Alice Martin/ }).textContent()).toMatch(/Bruno Lefèvre/);
      expect(bruno.said).toStrictEqual([]);
      await bruno.close();
    });

    test('is then on the screen of its team', async () => {
      const team = await browser().open('peps-01-team', '/mes-decomptes');
      await team.page.getByRole('link', { name: '2022-T2' }).first().click();
      await team.page.getByRole('heading', { name: 'Décompte 2022-T2' }).waitFor();
      expect(team.said).toStrictEqual([]);
      await team.close();
    });
  });
};

export default flow;
