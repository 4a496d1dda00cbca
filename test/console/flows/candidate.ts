/** A candidate: received, its conditions read, a decision proposed by one person and confirmed by another. */
import { describe, expect, test } from '@jest/globals';
import { textsOf } from '#test/console/browser.ts';
import type { Flow } from '#test/console/console.spec.ts';

const HETRES = {
  name: 'Maison de santé des Hêtres',
  scheme: 'PRIMORDIAL',
  option: 'ALL',
  scope: 'GP',
  structure: 'MSP',
  finess: '010000024',
  commune: '38185',
  entersOn: '2025-01-01',
  patients: 1200,
  members: [
    { rpps: '10000009997', profession: 'GP', from: '2025-01-01' },
    { rpps: '10000009996', profession: 'NURSE', from: '2025-01-01' },
  ],
};

const flow: Flow = (browser) => {
  describe('a candidate', () => {
    test('is received, read beside its conditions, and decided on by two people', async () => {
      const alice = await browser().open('alice-operator', '/equipes?onglet=candidatures');
      const { page } = alice;
      await alice.button('Recevoir une candidature…').click();
      const dialog = alice.dialog();
      await dialog.getByLabel('Nom de la candidature, sans espace').fill('SAULES');
      await dialog.getByLabel('Nom de l’équipe').fill('Maison de santé des Saules');
      await dialog.getByLabel('Expérimentation souhaitée').selectOption('PRIMORDIAL');
      await dialog.getByLabel('N° FINESS').fill('010000024');
      await dialog.getByLabel('Commune (code INSEE)').fill('38185');
      await dialog.getByLabel('Entrée souhaitée le').fill('2025-01-01');
      await dialog.getByLabel('Patients selon elle').fill('1200');
      await dialog.getByLabel(/^Professionnels, un par ligne/).fill('10000009999 GP\n10000009998;NURSE');
      await dialog.getByRole('button', { name: 'Recevoir' }).click();
      await page.getByRole('button', { name: 'SAULES' }).click();
      const conditions = page.getByRole('table', { name: 'Conditions, PRIMORDIAL' });
      const doctors = conditions.getByRole('row', { name: /^médecins généralistes/ });
      await doctors.waitFor();
      expect((await textsOf(doctors.getByRole('cell'))).slice(0, 3)).toStrictEqual(['au moins 3', '1', 'manque 2']);
      await page.getByRole('table', { name: /^En tout, sur 4 trimestres/ }).waitFor();

      await alice.button('Proposer une décision…').click();
      await dialog.getByLabel('Décision').selectOption('DECLINE');
      await dialog.getByLabel('Pourquoi').fill('il manque deux médecins');
      await dialog.getByRole('button', { name: 'Proposer' }).click();
      await page.getByRole('heading', { name: 'À confirmer par une autre personne' }).waitFor();
      // Another candidate asks to be accepted, though a condition is not met.
      const operator = await browser().service.client('operator');
      const params = { path: { candidate: 'HETRES' }, header: { 'Idempotency-Key': 'hetres' } };
      const applied = await operator.POST('/candidates/{candidate}/apply', { params, body: HETRES });
      expect(applied.response.status).toBe(200);
      await alice.load('/equipes?onglet=candidatures&candidature=HETRES');
      await alice.button('Proposer une décision…').click();
      await dialog.getByText('médecins généralistes : au moins 3, manque 2').waitFor();
      await dialog.getByLabel('Pourquoi').fill('dérogation demandée');
      await dialog.getByRole('button', { name: 'Proposer' }).click();
      await page.getByRole('heading', { name: 'À confirmer par une autre personne' }).waitFor();
      expect(alice.said).toStrictEqual([]);
      await alice.close();

      const bruno = await browser().open('bruno-approver', '/equipes?onglet=candidatures&candidature=SAULES');
      await bruno.page.getByText('écarter la candidature SAULES').waitFor();
      await bruno.isRead();
      await bruno.button('Confirmer…').click();
      await bruno.dialog().getByRole('button', { name: 'Confirmer' }).click();
      await bruno.page.getByText(/^Décidé de l’écarter/).waitFor();
      const client = await browser().service.client('auditor');
      const { data } = await client.GET('/candidates/{candidate}', { params: { path: { candidate: 'SAULES' } } });
      expect(data).toMatchObject({ status: 'DECLINED', decided: { decision: 'DECLINE' } });

      await bruno.goTo('/equipes?onglet=candidatures&candidature=HETRES');
      await bruno.page.getByText('médecins généralistes : au moins 3, il y en a 1, il en manque 2').waitFor();
      await bruno.button('Confirmer…').click();
      await bruno.dialog().getByRole('button', { name: 'Confirmer' }).click();
      await bruno.page.getByText(/^Dans les faits, en phase « forfait, démarrage »/).waitFor();
      expect(bruno.said).toStrictEqual([]);
      await bruno.close();
    });
  });
};

export default flow;
