/** From amounts to their cause and back; an auditor from a payment to the event of an act, and to the bundle that proves it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { euros, eurosOfFraction } from '#libs/kernel/euros.ts';
import { given } from '#test/support/client.ts';
import { decompteHere } from '#test/support/command-line.ts';
import { textsOf } from '#test/console/browser.ts';
import type { Flow } from '#test/console/console.spec.ts';

const TEAM = 'PEPS-01';
const PERIOD = '2021-Q1';
const STATEMENT = `/decomptes/${TEAM}/${PERIOD}`;

/** Steps that lead from the payment to the event of an act, at most. */
const MOST_STEPS = 6;

/** The figures of a table, without the words around them. */
async function figuresOf(page: Page, table: string): Promise<readonly string[]> {
  return textsOf(page.getByRole('table', { name: table, exact: true }).locator('tbody .figure'));
}

/** The output of the offline verifier for a bundle, and the positions of its events. */
function verifiedOffline(
  path: string,
  publicKey: string,
): { readonly said: string; readonly events: readonly number[] } {
  const args = ['apps/audit-verifier/verify.mjs', path, '--public-key', publicKey];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
  const [, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  return { said: stdout, events: lines.map((line) => (JSON.parse(line) as { position: number }).position) };
}

const flow: Flow = (browser) => {
  const auditor = () => browser().service.client('auditor', 'Farid Haddad');

  describe('an amount', () => {
    test('leads to its cause by p, and p leads back to the same link', async () => {
      const bruno = await browser().open('bruno-approver', `/decomptes?team=${TEAM}&tri=period`);
      const { page } = bruno;
      const link = page.locator(`main a[href$="${STATEMENT}"]`);
      await link.focus();
      await page.keyboard.press('p');
      await page.getByRole('heading', { name: /^Pourquoi [\d\u202f]+,\d\d €$/ }).waitFor();
      expect(page.url()).toMatch(new RegExp(`${STATEMENT}/pourquoi$`));
      await page.keyboard.press('p');
      await page.getByRole('heading', { name: 'Décomptes' }).waitFor();
      expect(page.url()).toMatch(new RegExp(String.raw`/decomptes\?team=${TEAM}&tri=period$`));
      await page.waitForFunction(`document.activeElement?.getAttribute('href')?.endsWith('${STATEMENT}') === true`);
      expect(bruno.said).toStrictEqual([]);
      await bruno.close();
    });

    test('is taken apart level by level, to the cent as the service says, and u goes up again', async () => {
      const asked = { path: { team: TEAM, period: PERIOD } };
      const read = async (path?: string) => {
        const query = path === undefined ? {} : { path };
        const params = { ...asked, query };
        return given(await (await auditor()).GET('/statements/{team}/{period}/explanation/parts', { params }));
      };
      const [lines, patients] = [await read(), await read('0.0')];
      const farid = await browser().open('farid-auditor', `${STATEMENT}/pourquoi`);
      const { page } = farid;
      await page.getByRole('table', { name: 'Lignes' }).waitFor();
      expect(await figuresOf(page, 'Lignes')).toStrictEqual(lines.items.map(({ exact }) => euros(BigInt(exact ?? ''))));
      await page.getByRole('link', { name: 'Forfait des patients de la liste' }).click();
      const shares = page.getByRole('table', { name: 'G : somme des parts des patients' });
      await shares.waitFor();
      expect(await figuresOf(page, 'G : somme des parts des patients')).toStrictEqual(
        patients.items.map(({ exact }) => eurosOfFraction(exact ?? '')),
      );
      expect(await page.locator('.the-part .big').textContent()).toBe(euros(BigInt(lines.items[0]?.exact ?? '')));
      expect(await page.locator('main').textContent()).toMatch(
        new RegExp(`${patients.partCount} patients × (?:≈ )?[\\d\\u202f]+,\\d\\d € en moyenne`),
      );
      await shares.getByRole('link').first().click();
      await page.getByRole('table', { name: 'Événements' }).waitFor();
      // Reloading shows the same part.
      await page.reload();
      await page.getByRole('heading', { name: /^patient P\d+$/ }).waitFor();
      await page.keyboard.press('u');
      await page.keyboard.press('u');
      await page.getByRole('heading', { name: 'Forfait des patients de la liste' }).waitFor();
      expect(farid.said).toStrictEqual([]);
      await farid.close();
    });

    test('is shown to its team without patients', async () => {
      const team = await browser().open('peps-01-team', `/mes-decomptes/${PERIOD}`);
      const { page } = team;
      await page.locator('main a[href*="ligne=CAPITATION"]').click();
      await page.getByText('Forfait des patients de la liste').first().waitFor();
      await page.getByText('G : somme des parts des patients').click();
      const shown = await page.locator('main').textContent();
      expect(shown).toMatch(/10 patients × (?:≈ )?[\d\u202f]+,\d\d € en moyenne/);
      expect(shown).not.toMatch(/P\d{7}/);
      await page.keyboard.press('p');
      await page.getByRole('heading', { name: 'Décompte 2021-T1' }).waitFor();
      expect(team.said).toStrictEqual([]);
      await team.close();
    });
  });

  describe('an auditor', () => {
    test('comes from a payment to the event of an act in at most six steps, and proves it offline', async () => {
      const params = { path: { team: TEAM, period: PERIOD, number: '0' } };
      const decided = given(await (await auditor()).GET('/statements/{team}/{period}/decisions/{number}', { params }));
      const reference = decided.items[0]?.payments[0]?.endToEndId ?? assert.fail('the decision is not paid');
      const farid = await browser().open('farid-auditor', '/a-faire');
      const { page } = farid;
      await page.keyboard.press('/');
      await page.keyboard.insertText(reference);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: new RegExp(reference) }).waitFor();
      let steps = 0;
      const step = async (go: () => Promise<void>, arrived: RegExp): Promise<void> => {
        steps += 1;
        await go();
        await page.getByRole('heading', { name: arrived }).first().waitFor();
      };
      const first = (name: RegExp) => () => page.locator('main').getByRole('link', { name }).first().click();
      await step(() => page.keyboard.press('p'), /^Pourquoi /);
      // The explanation shows the decision, not the last calculation.
      expect(page.url()).toMatch(/\?decision=0$/);
      await step(first(/^Actes substitués payés à tort$/), /^Actes substitués payés à tort$/);
      await step(first(/^patient P\d+$/), /^patient P\d+$/);
      await step(first(/^acte /), /^acte /);
      // The act stands beside the value of the regulation and its text.
      await page.getByRole('table', { name: 'Paramètres' }).waitFor();
      expect(await page.locator('main').textContent()).toMatch(/arrêté du .* le chercher sur Légifrance/);
      await step(first(/^acte/), /n° \d/);
      expect(steps).toBeLessThanOrEqual(MOST_STEPS);
      expect(await page.locator('main').textContent()).toMatch(/ActRecorded/);
      const position = Number(new URL(page.url()).pathname.split('/').at(-1));
      await page.getByRole('button', { name: 'Ajouter à la preuve' }).click();
      await page.getByRole('button', { name: 'Retirer de la preuve' }).waitFor();
      await page.getByRole('link', { name: /^n° .* →$/ }).click();
      await page.getByRole('button', { name: 'Ajouter à la preuve' }).click();
      await page.getByRole('link', { name: 'Journal', exact: true }).click();
      await page.getByRole('button', { name: 'Points de contrôle' }).click();
      const confirm = async (opens: string, verb: string): Promise<void> => {
        await page.getByRole('button', { name: opens }).click();
        await page.getByRole('dialog').getByRole('button', { name: verb, exact: true }).click();
      };
      await confirm('Signer un point de contrôle…', 'Signer');
      await page.getByText('Le journal est signé jusqu’à').waitFor();
      await page.getByRole('button', { name: /^Enregistrer le point de contrôle/ }).waitFor();
      await confirm('Vérifier le journal…', 'Vérifier');
      await page.getByText('Tout convient :').waitFor();
      await confirm('Recalculer les décomptes…', 'Recalculer');
      await page.getByText('Rien ne diffère :').waitFor();
      // The recomputation is an event: another checkpoint covers it, and proves that it continues the first.
      await confirm('Signer un point de contrôle…', 'Signer');
      const proves = page.getByRole('button', { name: /^Prouver du point de contrôle \d+ au dernier$/ });
      await proves.waitFor();
      await proves.click();
      await page.getByRole('dialog').getByRole('button', { name: 'Prouver', exact: true }).click();
      const [proof] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Enregistrer la preuve' }).click(),
      ]);
      const publicKey = join(browser().auditFolder, 'public.pem');
      expect(verifiedOffline(await proof.path(), publicKey).said).toMatch(/est le début, inchangé, de celui/);
      // The request of a time stamp goes out; a file that is no time stamp is refused.
      await page
        .getByRole('button', { name: /^Contreseings et horodatages du point/ })
        .first()
        .click();
      const [request] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Enregistrer la demande d’horodatage' }).click(),
      ]);
      expect(readFileSync(await request.path()).toString('hex')).toMatch(/^3039020101/);
      await page.getByLabel('Réponse de l’autorité').setInputFiles({
        name: 'reponse.tsr',
        mimeType: 'application/timestamp-reply',
        buffer: Buffer.from('no answer'),
      });
      await page.getByRole('button', { name: 'Garder ce fichier' }).click();
      await page.getByRole('dialog').getByRole('alert').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Annuler' }).click();
      await page.getByRole('button', { name: /^Preuve/ }).click();
      await page.getByRole('table', { name: 'Événements de la preuve' }).waitFor();
      await confirm('Faire la liasse…', 'Faire la liasse');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Enregistrer la liasse' }).click(),
      ]);
      const bundle = await download.path();
      const { said, events } = verifiedOffline(bundle, join(browser().auditFolder, 'public.pem'));
      expect(events).toStrictEqual([position, position + 1]);
      expect(said).not.toBe('');
      // The command that the screen shows gives the same bytes.
      const shown = `decompte audit export --out liasse.json --checkpoints points-de-controle --event ${position} ${position + 1}`;
      expect(await textsOf(page.locator('pre'))).toContain(shown);
      const [out, checkpoints] = [`${bundle}.again`, join(browser().auditFolder, 'checkpoints')];
      const words = shown.replace('liasse.json', out).replace('points-de-controle', checkpoints).split(' ').slice(1);
      const done = await decompteHere([...words, '--data', browser().service.folder]);
      expect([done.stderr, readFileSync(out, 'utf8')]).toStrictEqual(['', readFileSync(bundle, 'utf8')]);
      // So does the screen of the payment, with its basis.
      await farid.goTo(`/paiements/${reference}`);
      await confirm('Faire sa liasse…', 'Faire la liasse');
      const [whole] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Enregistrer la liasse' }).click(),
      ]);
      expect(readFileSync(await whole.path(), 'utf8')).toContain(reference);
      // The answer that was refused.
      expect(farid.said).toStrictEqual([expect.stringMatching(/status of 422/)]);
      await farid.close();
    });

    test('reads a stream to its end, and who did what for each payment', async () => {
      const farid = await browser().open('farid-auditor', '/journal');
      const { page } = farid;
      await page.getByRole('link', { name: 'payment-ledger' }).click();
      const events = page.getByRole('table', { name: 'Événements de payment-ledger' });
      await events.waitFor();
      const listed = given(
        await (await auditor()).GET('/streams/{stream}/events', { params: { path: { stream: 'payment-ledger' } } }),
      );
      expect(await events.locator('tbody tr').count()).toBe(listed.items.length);
      await page.getByRole('button', { name: 'Qui a fait quoi' }).click();
      const duties = page.getByRole('table', { name: 'Qui a fait quoi' });
      await duties.waitFor();
      expect(await duties.getByRole('row', { name: /PEPS-01, 2021-T1/ }).textContent()).toMatch(
        /décompte soumis : Alice .*décompte approuvé : Bob .*campagne libérée : Carole/,
      );
      await page.getByRole('button', { name: 'Décisions' }).click();
      const decisions = given(await (await auditor()).GET('/audit/decisions', { params: { query: { limit: 100 } } }));
      await page.getByRole('table', { name: 'Décisions' }).waitFor();
      expect(await page.locator('main tbody tr').count()).toBe(decisions.items.length);
      // A selection against the whole; a sample, which its seed repeats; exceptions; the list of readings, which contains this one.
      await page.getByRole('button', { name: 'Extraits et tirages' }).click();
      await page.getByRole('table', { name: 'Extrait' }).waitFor();
      const query = { what: 'payments' } as const;
      const extract = given(await (await auditor()).GET('/audit/extracts', { params: { query } }));
      const whole = `Empreinte du tout : ${extract.completeness.whole.digest.slice(0, 16)}`;
      expect(await page.locator('main').textContent()).toContain(whole);
      await page.getByLabel('Graine d’un tirage').fill('tirage 1');
      await page.getByRole('table', { name: 'Tirage' }).waitFor();
      const drawn = given(
        await (await auditor()).GET('/audit/sample', { params: { query: { ...query, seed: 'tirage 1', size: 5 } } }),
      );
      expect(await page.locator('main tbody tr').count()).toBe(drawn.hits);
      await page.getByRole('button', { name: 'Exceptions' }).click();
      await page.getByRole('table', { name: 'Exceptions' }).waitFor();
      await page.getByRole('button', { name: 'Accès et rôles' }).click();
      await page.getByLabel('Sorte').selectOption('comptes en entier');
      await page
        .getByRole('row', { name: /Farid Haddad.*audit.*comptes en entier/ })
        .first()
        .waitFor();
      expect(farid.said).toStrictEqual([]);
      await farid.close();
    });

    test('alone opens the events of patients', async () => {
      const found = given(
        await (await auditor()).GET('/streams/{stream}/events', { params: { path: { stream: 'patient-P0000001' } } }),
      );
      const alice = await browser().open('alice-operator', '/journal');
      const { page } = alice;
      await page.getByLabel('Événement n°').fill(String(found.items[0]?.position));
      await page.keyboard.press('Enter');
      expect(await page.getByRole('alert').textContent()).toMatch(
        /Les flux des patients sont pour l’auditeur.*Numéro de la requête/s,
      );
      await alice.close();
    });
  });
};

export default flow;
