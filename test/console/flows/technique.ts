/** Technique: a webhook whose receiver refuses, as an operator sees and mends it, and as an auditor reads it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { components } from '#libs/client/contract.d.ts';
import type { Flow } from '#test/console/console.spec.ts';
import { given, keyed } from '#test/support/client.ts';
import { Receiver } from '#test/support/webhook-receiver.ts';

const TYPE = 'fr.decompte.statement.approved';
const TEAM = 'PEPS-01';

const flow: Flow = (browser) => {
  describe('Technique, webhooks', () => {
    let receiver: Receiver;
    beforeAll(async () => {
      receiver = await Receiver.listen();
      receiver.answer = () => 500;
      const alice = await browser().service.client('operator', 'Alice Martin');
      const header = { 'Idempotency-Key': randomUUID() };
      const body = { url: receiver.url, types: [TYPE], team: TEAM, from: 0 };
      given(await alice.POST('/webhooks', { params: { header }, body }));
    });
    afterAll(() => receiver.close());

    test('a webhook is disabled with a reason, and enabled again', async () => {
      const alice = await browser().open('alice-operator', '/technique');
      const { page } = alice;
      await alice.button('Webhooks').click();
      expect(page.url()).toMatch(/\/technique\?onglet=webhooks$/);
      const row = page.getByRole('table', { name: 'Webhooks' }).getByRole('row').nth(1);
      await alice.button(`Désactiver ${receiver.url}`).click();
      expect(await alice.dialog().getByRole('button', { name: 'Désactiver' }).isDisabled()).toBe(true);
      await alice.dialog().getByLabel('Motif').fill('Le destinataire déménage.');
      await alice.dialog().getByRole('button', { name: 'Désactiver' }).click();
      await page.getByText('désactivé : Le destinataire déménage.').waitFor();
      await alice.button(`Réactiver ${receiver.url}`).click();
      await alice.dialog().getByRole('button', { name: 'Réactiver' }).click();
      await alice.button(`Désactiver ${receiver.url}`).waitFor();
      expect(await row.textContent()).toMatch(/● actif.*PEPS-01.*Alice Martin, le /);
      expect(alice.said).toStrictEqual([]);
      await alice.close();
    });

    test('a log that lost its end is said first, and reported from there', async () => {
      const alice = await browser().open('alice-operator', '/technique');
      const { page } = alice;
      const details = [
        'La projection dossiers a vu le journal à la position 10.',
        'Le journal finit maintenant à la position 6.',
      ];
      const losses: components['schemas']['LossesView'] = {
        loss: { lost: [], agreed: { position: 0, link: '' }, end: { position: 6, link: '' }, missing: [], details },
        missing: [],
        witnessed: true,
        report: null,
        acknowledged: [],
      };
      const done: components['schemas']['DoneView'] = { events: ['LogLossReported'], position: null };
      let reason: unknown;
      await page.route('**/audit/losses*', (route) => route.fulfill({ json: losses }));
      await page.route('**/audit/losses/report', (route) => {
        reason = route.request().postDataJSON();
        return route.fulfill({ json: done });
      });
      await page.reload();
      const notice = page.getByRole('alert', { name: 'Perte du journal' });
      await notice.getByText(details[0] ?? '').waitFor();
      await alice.button('Signaler la perte…').click();
      await alice.dialog().getByLabel('Ce qui s’est passé').fill('Une sauvegarde de la veille a été remise.');
      await alice.dialog().getByRole('button', { name: 'Signaler' }).click();
      await alice.dialog().waitFor({ state: 'detached' });
      expect(reason).toStrictEqual({ reason: 'Une sauvegarde de la veille a été remise.' });
      expect(alice.said).toStrictEqual([]);
      await alice.close();
    });

    test('what waits is skipped, and an event is sent again', async () => {
      const alice = await browser().open('alice-operator', '/technique?onglet=webhooks');
      const { page } = alice;
      await page.getByRole('button', { name: receiver.url }).first().click();
      const attempts = page.getByRole('table', { name: 'Les 20 derniers essais' });
      const refused = attempts.getByRole('row', { name: /500 la réponse est 500 sera essayé de nouveau/ });
      await refused.first().waitFor();
      const event = (await refused.first().getByRole('link').textContent()) ?? '';
      const rowOf = (words: string) =>
        attempts.getByRole('row', { name: new RegExp(`^${event.replaceAll(/\s/g, String.raw`\s`)} .*${words}`) });
      await alice.button('Abandonner le plus ancien…').click();
      expect(await alice.dialog().getByRole('heading').textContent()).toBe(
        `Abandonner l’envoi de l’événement ${event} à ${receiver.url} ?`,
      );
      await alice.dialog().getByRole('button', { name: 'Abandonner' }).click();
      const skipped = rowOf('abandonné par une personne');
      await skipped.waitFor();
      receiver.answer = () => 204;
      await skipped.getByRole('button').click();
      await alice.dialog().getByRole('button', { name: 'Envoyer' }).click();
      await rowOf('204 accepté').waitFor();
      expect(alice.said).toStrictEqual([]);
      await alice.close();
    });

    test('an auditor reads the attempts, and changes nothing', async () => {
      const farid = await browser().open('farid-auditor', '/technique?onglet=webhooks');
      const { page } = farid;
      await page.getByRole('button', { name: receiver.url }).click();
      await page
        .getByRole('row', { name: /accepté/ })
        .first()
        .waitFor();
      expect(
        await page
          .locator('main')
          .getByRole('button', { name: /…$|^Désactiver|^Envoyer/ })
          .count(),
      ).toBe(0);
      expect(await page.locator('main').textContent()).toContain(TYPE);
      expect(farid.said).toStrictEqual([]);
      await farid.close();
    });

    test('a patient is erased: one person proposes it, another confirms what is read', async () => {
      const alice = await browser().open('alice-operator', '/effacements');
      await alice.button('Proposer un effacement…').click();
      await alice.dialog().getByLabel('Pseudonyme').fill('P0000012');
      await alice.dialog().getByLabel('Pourquoi').fill('demande reçue');
      await alice.dialog().getByRole('button', { name: 'Proposer' }).click();
      const row = (page: typeof alice.page) => page.getByRole('table', { name: 'Effacements' }).getByRole('row').nth(1);
      await row(alice.page).getByRole('button', { name: 'Retirer…' }).waitFor();
      expect(alice.said).toStrictEqual([]);
      await alice.close();
      const nadia = await browser().open('nadia-approver', '/effacements');
      await row(nadia.page).getByRole('button', { name: 'Effacer…' }).click();
      await nadia
        .dialog()
        .getByText(/Ses clés sont détruites : [\d\s]+ événements?/)
        .waitFor();
      await nadia.dialog().getByRole('button', { name: 'Effacer' }).click();
      await row(nadia.page).getByText('effacé', { exact: true }).first().waitFor();
      expect(await row(nadia.page).textContent()).not.toContain('P0000012');
      expect(nadia.said).toStrictEqual([]);
      await nadia.close();
    });

    test('patients whose keeping period is over are proposed together by one person, and erased together by another', async () => {
      const operator = await browser().service.client('operator');
      for (const patient of ['OLD-0001', 'OLD-0002']) {
        const row = { patient_id: patient, birth_date: '1950-03-17', sex: 'F', died_on: '', known_on: '2014-01-05' };
        given(await operator.POST('/facts/patients', { params: keyed(), body: row }));
      }
      const alice = await browser().open('alice-operator', '/effacements');
      await alice.button('Proposer ensemble…').click();
      await alice.dialog().getByRole('button', { name: 'Proposer' }).click();
      const erasures = (page: typeof alice.page) => page.getByRole('table', { name: 'Effacements' });
      await erasures(alice.page).getByRole('button', { name: 'Retirer…' }).nth(1).waitFor();
      expect(alice.said).toStrictEqual([]);
      await alice.close();
      const nadia = await browser().open('nadia-approver', '/effacements');
      await nadia.button('Effacer ensemble ceux qui sont proposés…').click();
      await nadia.dialog().getByText('2 effacements proposés pour cette raison').waitFor();
      await nadia.dialog().getByRole('button', { name: 'Effacer' }).click();
      await nadia.dialog().waitFor({ state: 'detached' });
      await erasures(nadia.page).getByRole('button', { name: 'Effacer…' }).first().waitFor({ state: 'detached' });
      expect(nadia.said).toStrictEqual([]);
      await nadia.close();
    });
  });
};

export default flow;
