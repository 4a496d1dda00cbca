/** Late facts: they are imported, a replay shows their effect and its causes, and two people decide on the chosen differences. */
import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { textsOf } from '#test/console/browser.ts';
import type { Flow } from '#test/console/console.spec.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

/** The patient declares another doctor in the middle of 2021; and a row that is wrong. */
const LATE = `patient_id,rpps,declared_on,known_on
P0000001,10009999999,2021-02-15,2024-10-01
P0000001,10009999999,2021-02-30,2024-10-01
`;
const JOB_MS = 60_000;

const flow: Flow = (browser) => {
  describe('late facts', () => {
    test('in a file that is saved again after it was chosen are not sent, and it is said', async () => {
      const alice = await browser().open('alice-operator', '/imports');
      const folder = temporaryFolder();
      const file = join(folder, 'declarations.csv');
      writeFileSync(file, LATE);
      await alice.page.getByLabel('Fichiers', { exact: true }).setInputFiles(file);
      await alice.button('Importer…').click();
      writeFileSync(file, `${LATE}\n`);
      await alice.dialog().getByRole('button', { name: 'Importer' }).click();
      await alice.dialog().getByText('declarations.csv a changé', { exact: false }).waitFor();
      rmSync(folder, { recursive: true });
      await alice.close();
    });

    test('are imported, and a row set aside is mended and sent again', async () => {
      const alice = await browser().open('alice-operator', '/imports');
      const { page } = alice;
      await page
        .getByLabel('Fichiers', { exact: true })
        .setInputFiles({ name: 'declarations.csv', mimeType: 'text/csv', buffer: Buffer.from(LATE) });
      await page.getByText('déclarations de médecin traitant, ', { exact: false }).waitFor();
      await alice.button('Essayer sans enregistrer…').click();
      await alice.dialog().getByRole('button', { name: 'Essayer' }).click();
      const changes = page.getByRole('table', { name: 'Ce que les fichiers changeraient' }).locator('tbody tr');
      await changes.first().waitFor({ timeout: JOB_MS });
      const periods = await textsOf(changes.locator('th, td:first-child'));
      expect(periods.slice(0, 2)).toStrictEqual(['2021-T2', '2021-T3']);
      const effect = page.locator('p').filter({ hasText: 'Tel que connu au' });
      expect(await effect.textContent()).toMatch(/décomptes changeraient de montant, de −\d.* en tout\./);

      await alice.button('Importer…').click();
      expect(await alice.dialog().getByRole('heading').textContent()).toBe('Importer 1 fichier ?');
      await alice.dialog().getByRole('button', { name: 'Importer' }).click();
      const did = page.getByRole('table', { name: 'Ce que l’import a fait' }).locator('tbody tr');
      await did.waitFor({ timeout: JOB_MS });
      expect(await textsOf(did.locator('th, td'))).toStrictEqual(['declarations.csv', '2', '1', '0', '1', '']);

      const rows = page.getByRole('table', { name: 'Lignes mises de côté' });
      await rows.getByRole('button', { name: /declarations\.csv, 3/ }).click();
      await page.getByLabel('declared_on').fill('2021-02-28');
      // The correction stays while another tab is read.
      await alice.button('Fichiers reçus').click();
      await alice.button('Lignes mises de côté').click();
      await alice.button('Envoyer 1 ligne corrigée…').click();
      await alice.dialog().getByRole('button', { name: 'Importer' }).click();
      await did.getByRole('cell', { name: '0' }).nth(1).waitFor({ timeout: JOB_MS });
      expect(await textsOf(did.locator('th, td'))).toStrictEqual(['declarations.csv', '1', '1', '0', '0', '']);
      expect(alice.said).toStrictEqual([]);
      await alice.close();
    });

    test('are seen by a replay, which says why; the chosen difference is regularised and submitted', async () => {
      const alice = await browser().open('alice-operator', '/rejeux?de=2021-Q2&a=2021-Q3');
      const { page } = alice;
      const lists: URL[] = [];
      page.on('request', (request) => {
        const url = new URL(request.url());
        if (url.pathname === '/jobs' && url.searchParams.get('kind') === 'replay') lists.push(url);
      });
      await alice.button('Rejouer…').click();
      const dialog = alice.dialog();
      expect(await dialog.getByRole('heading').textContent()).toBe('Rejouer 2021-T2 à 2021-T3, toutes les équipes ?');
      await dialog.getByLabel('Garder sous le nom').fill('tardifs');
      await dialog.getByRole('button', { name: 'Rejouer' }).click();
      const table = page.getByRole('table', { name: 'Décomptes rejoués' });
      await table.waitFor({ timeout: JOB_MS });
      // The list is a projection, which may lag behind the log that gave the end of the job.
      const client = await browser().service.client('operator');
      const { data: ended } = await client.GET('/jobs/{id}', {
        params: { path: { id: new URL(page.url()).searchParams.get('travail') ?? '' } },
      });
      expect(ended?.state).toBe('SUCCEEDED');
      expect(Number(lists.at(-1)?.searchParams.get('after'))).toBeGreaterThanOrEqual(ended?.position ?? Infinity);
      await table.getByText('faits nouveaux de 1 patient').first().waitFor();
      await table.getByRole('button', { name: /PEPS-01, 2021-T2/ }).click();
      await page
        .getByText(/Patient P0000001 : médecin traitant, fait connu le 01\/10\/2024/)
        .first()
        .waitFor();
      const choice = table.getByRole('checkbox', { name: 'Choisir PEPS-01, 2021-T2' });
      await choice.check();
      const row = table.locator('tr', { has: page.getByRole('checkbox', { name: 'Choisir PEPS-01, 2021-T2' }) });
      const difference = (await row.locator('td').nth(3).textContent()) ?? '';

      await alice.button('Régulariser 1 choisi…').click();
      const title = (await dialog.getByRole('heading').textContent()) ?? '';
      expect(title.replace('Préparer 1 régularisation, ', '').replace(' ?', '')).toBe(difference);
      await dialog.getByRole('button', { name: 'Régulariser' }).click();
      await page
        .getByRole('table', { name: 'Régularisations en cours' })
        .getByRole('link', { name: /2021-T2/ })
        .waitFor();
      const { data } = await client.GET('/regularisations', { params: { query: { from: '2021-Q1', to: '2021-Q4' } } });
      expect(data?.regularisations.map(({ period }) => period)).toStrictEqual(['2021-Q2']);
      expect(difference.replaceAll(/\D/g, '').replace(/^0+/, '')).toBe(data?.totalCents.replace('-', ''));

      await alice.button('Soumettre…').click();
      await dialog.getByRole('button', { name: 'Soumettre' }).click();
      await page.getByRole('status').filter({ hasText: 'Soumis : 1 régularisation.' }).waitFor();
      expect(alice.said).toStrictEqual([]);
      await alice.close();
    });

    test('are approved by a colleague, by the code of what he read', async () => {
      const bruno = await browser().open('bruno-approver', '/rejeux?vue=regularisations');
      await bruno.page.getByText('soumise par Alice Martin').waitFor();
      await bruno.button('Approuver…').click();
      await bruno.dialog().getByRole('button', { name: 'Approuver' }).click();
      await bruno.page.getByRole('status').filter({ hasText: 'Approuvé : 1 régularisation.' }).waitFor();
      await bruno.page.getByText('Aucune régularisation en cours').waitFor();

      // A proposal on two ids of patients waits for him too.
      const client = await browser().service.client('operator');
      await client.POST('/patient-merges', {
        params: { header: { 'Idempotency-Key': randomUUID() } },
        body: { patient: 'P0000002', into: 'P0000001', reason: 'une seule personne' },
      });
      await bruno.load('/doublons');
      const merges = bruno.page.getByRole('table', { name: 'Identifiants réunis, ou proposés' });
      await merges.getByText('réunir : une seule personne').waitFor();
      // He reads its effect before he answers.
      await bruno.button('Confirmer…').click();
      await bruno
        .dialog()
        .getByText(/^Tel que connu au \d\d\/\d\d\/\d{4}, (?:aucun|\d+ décompte)/)
        .waitFor();
      await bruno.page.keyboard.press('Escape');
      await bruno.button('Refuser…').click();
      await bruno.dialog().getByLabel('Pourquoi').fill('nées à dix ans d’écart');
      await bruno.dialog().getByRole('button', { name: 'Refuser' }).click();
      await bruno.page.getByText('Aucun identifiant n’est réuni à un autre.').waitFor();
      expect(bruno.said).toStrictEqual([]);
      await bruno.close();
    });
  });
};

export default flow;
