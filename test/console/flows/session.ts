/** The screens of a person without the right, without a session, or without an answer of the service; shortcuts, and the CSV. */
import { describe, expect, test } from '@jest/globals';
import { textsOf } from '#test/console/browser.ts';
import type { Flow } from '#test/console/console.spec.ts';

const flow: Flow = (browser) => {
  describe('a person', () => {
    test('reads that a screen is not for their role, and keeps the menu', async () => {
      const team = await browser().openByAddress('peps-01-team', '/decomptes', 'nothing');
      expect(await team.page.locator('main').textContent()).toMatch(/n’est pas pour votre rôle/);
      expect(await textsOf(team.page.getByRole('navigation', { name: 'Écrans' }).getByRole('link'))).toStrictEqual([
        'Mes décomptes',
      ]);
      await team.close();
    });

    test('whose session ended logs in again, at the same address', async () => {
      const nadia = await browser().open('nadia-approver', '/decomptes?schema=PEPS');
      await browser().endSessionOf('nadia-approver');
      await nadia.page.getByLabel('Équipe').fill('grenoble');
      await nadia.page.getByRole('heading', { name: 'Choisir une personne' }).waitFor();
      expect(await nadia.page.getByRole('status').first().textContent()).toMatch(/Votre session a pris fin/);
      expect(await nadia.page.evaluate('document.activeElement.textContent')).toMatch(/Votre session a pris fin/);
      await nadia.page.getByRole('button', { name: /Nadia Benali/ }).click();
      await nadia.page.getByRole('heading', { name: 'Décomptes' }).waitFor();
      expect(nadia.page.url()).toMatch(/\/console\/decomptes\?schema=PEPS/);
      // Nothing but the refusal of the ended session: no violation of the policy either.
      expect(nadia.said.filter((one) => !one.includes('401'))).toStrictEqual([]);
      await nadia.close();
    });

    test('finds what they wrote when their session ended, and sends the same command until the service answers', async () => {
      const emma = await browser().open('emma-accountant', '/comptes');
      const { page } = emma;
      const keys: (string | undefined)[] = [];
      page.on('request', (request) => {
        if (request.method() === 'POST' && /\/payees\/.*\/propose$/.test(request.url()))
          keys.push(request.headers()['idempotency-key']);
      });
      await emma.button('Changer…').first().click();
      const dialog = emma.dialog();
      const send = dialog.getByRole('button', { name: 'Proposer' });
      await dialog.getByLabel('Titulaire').fill('Maison de santé à l’essai');
      await dialog.getByLabel('IBAN').fill('FR76 3000 6000 0112 3456 7890 189');
      await dialog.getByLabel('BIC').fill('AGRIFRPP');
      await browser().endSessionOf('emma-accountant');
      await send.click();
      await page.getByRole('heading', { name: 'Choisir une personne' }).waitFor();
      expect(await dialog.count()).toBe(0);
      await page.getByRole('button', { name: /Emma Rousseau/ }).click();
      await dialog.waitFor();
      expect(await dialog.getByLabel('Titulaire').inputValue()).toBe('Maison de santé à l’essai');
      expect(await dialog.getByRole('alert').textContent()).toMatch(
        /Votre session avait pris fin.*Rien n’a été fait ni lu/s,
      );

      // The focus stays on the button, so that Enter sends again.
      const silent = dialog.getByText('Le service ne répond pas', { exact: false });
      await page.route('**/payees/*/propose', (route) => route.abort());
      await send.focus();
      await page.keyboard.press('Enter');
      await silent.waitFor();
      await page.keyboard.press('Enter');
      while (keys.length < 3) await page.waitForRequest('**/payees/*/propose');
      await silent.waitFor();

      // Without a network nothing is kept to be sent later.
      await page.unroute('**/payees/*/propose');
      await page.context().setOffline(true);
      await page.keyboard.press('Enter');
      await silent.waitFor();
      expect(keys).toHaveLength(4);
      expect(new Set(keys).size).toBe(1);
      await page.context().setOffline(false);
      // The screen stays if its session cannot be read again, as during a restart of the service.
      await page.route('**/session/login', (route) => route.fulfill({ status: 500, json: {} }));
      const unread = page.waitForResponse('**/session/login');
      await page.keyboard.press('Escape');
      await unread;
      await page.unroute('**/session/login');
      await dialog.waitFor({ state: 'detached' });
      expect(await emma.button('Changer…').first().isVisible()).toBe(true);
      expect(keys).toHaveLength(4);

      // A failure that comes after the person has left the dialog is said.
      let fail = (): void => undefined;
      await page.route('**/payees/*/propose', async (route) => {
        await new Promise<void>((resolve) => (fail = resolve));
        await route.abort();
      });
      await emma.button('Changer…').first().click();
      await dialog.getByLabel('Titulaire').fill('Maison de santé à l’essai');
      await dialog.getByLabel('IBAN').fill('FR76 3000 6000 0112 3456 7890 189');
      await dialog.getByLabel('BIC').fill('AGRIFRPP');
      const sent = page.waitForRequest('**/payees/*/propose');
      await send.click();
      await sent;
      await page.keyboard.press('Escape');
      fail();
      await page.locator('.announcement', { hasText: 'Le service ne répond pas' }).waitFor();
      await emma.close();
    });

    test('reads the sentence of a problem and the number of the request, and tries again', async () => {
      const farid = await browser().open('farid-auditor', '/a-faire');
      const { page } = farid;
      const detail = 'La lecture en est à la position 12, pas encore à 14.';
      const headers = { 'x-request-id': '0f5c1d6e-0000-4000-8000-000000000000' };
      const broken = { status: 500, json: { title: 'Pas encore', status: 500, detail }, headers };
      await page.route('**/statements?*', (route) => route.fulfill(broken));
      await page.getByRole('link', { name: 'Décomptes' }).click();
      const alert = page.getByRole('alert');
      expect(await alert.first().textContent()).toMatch(/pas encore à 14\.Numéro de la requête : 0f5c1d6e/);
      await page.unroute('**/statements?*');
      await alert.getByRole('button', { name: 'Réessayer' }).first().click();
      await page.getByRole('table', { name: 'Décomptes' }).waitFor();
      await farid.close();
      expect(farid.said).toHaveLength(1);
    });

    test('reads that a screen could not be loaded, and loads the page again', async () => {
      const farid = await browser().openByAddress('farid-auditor', '/a-faire');
      const { page } = farid;
      await page.route(/\/view-[^/]*\.js$/, (route) => route.abort());
      await page.getByRole('link', { name: 'Journal et preuve' }).click();
      const alert = page.getByRole('alert').filter({ hasText: 'Cette page n’a pas pu être lue' });
      await alert.waitFor();
      await page.unroute(/\/view-[^/]*\.js$/);
      await alert.getByRole('button', { name: 'Réessayer' }).click();
      await page.getByRole('heading', { name: 'Journal et preuve', level: 1 }).waitFor();
      await farid.close();
    });

    test('does not act on the screens of another person who logged in elsewhere, nor see what he read', async () => {
      const emma = await browser().open('emma-accountant', '/a-faire');
      const { page } = emma;
      await page.getByText('Emma Rousseau').waitFor();
      const choose = (person: string) =>
        page.evaluate(`fetch('/session/choose', {
          method: 'POST',
          headers: { 'decompte-console': '1', 'content-type': 'application/json' },
          body: JSON.stringify({ person: '${person}' }),
        }).then(() => window.dispatchEvent(new Event('focus')))`);
      // What Emma read is not given again without a new read.
      await page.route('**/todo?*', (route) => route.abort());
      await choose('peps-01-team');
      await page.getByText('Jeanne Perrin').waitFor();
      expect(await page.getByRole('navigation', { name: 'Écrans' }).getByRole('link').allTextContents()).toStrictEqual([
        'Mes décomptes',
      ]);
      await choose('emma-accountant');
      await page.getByText('Emma Rousseau').waitFor();
      expect(await page.locator('.task').count()).toBe(0);
      await emma.close();
    });

    test('is told of a day that is not whole: it is not sent as no day', async () => {
      const alice = await browser().open('alice-operator', '/decomptes');
      const { page } = alice;
      let isSent = false;
      await page.route('**/calculations', (route) => {
        isSent = true;
        return route.abort();
      });
      await alice.button('Calculer…').click();
      await alice.dialog().getByLabel('Connu au (aujourd’hui si vide)').focus();
      await page.keyboard.type('12');
      const send = alice.dialog().getByRole('button', { name: 'Calculer' });
      await send.click();
      expect(await page.evaluate('document.activeElement.type')).toBe('date');
      await send.click();
      expect(isSent).toBe(false);
      await alice.close();
    });

    test('finds every shortcut by ?, and goes by g and a letter', async () => {
      const bruno = await browser().open('bruno-approver', '/a-faire');
      const { page } = bruno;
      await page.keyboard.press('?');
      expect(await page.getByRole('dialog').textContent()).toMatch(/gdDécomptes/);
      await page.keyboard.press('Escape');
      await page.keyboard.press('g');
      await page.keyboard.press('d');
      await page.getByRole('heading', { name: 'Décomptes' }).waitFor();
      expect(await page.evaluate('document.activeElement.id')).toBe('screen');
      expect(bruno.said).toStrictEqual([]);
      await bruno.close();
    });

    test('saves every row that matches, with the figures of the service', async () => {
      const bruno = await browser().open('bruno-approver', '/decomptes?cherche=PEPS-01');
      const { page } = bruno;
      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: 'CSV' }).click();
      const stream = await (await saving).createReadStream();
      const rows = Buffer.concat(await stream.toArray())
        .toString('utf8')
        .trim()
        .split('\n');
      const shown = await page.locator('.sums').textContent();
      expect(shown).toMatch(new RegExp(`^${rows.length - 1} décomptes`));
      const at = (rows[0] ?? '').split(',').indexOf('total_cents');
      const total = rows.slice(1).reduce((sum, row) => sum + BigInt(row.split(',')[at] ?? ''), 0n);
      const savingForExcel = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Pour Excel' }).click();
      const excel = Buffer.concat(await (await (await savingForExcel).createReadStream()).toArray()).toString('utf8');
      expect(excel).toMatch(/^\uFEFF[^\n]*;total/);
      expect(excel.trim().split('\n')).toHaveLength(rows.length);
      const figures = (shown ?? '').replaceAll(/[^\d,]/g, ' ').replaceAll(' ', '');
      expect(figures).toContain(String(total / 100n));
      await bruno.close();
    });
  });
};

export default flow;
