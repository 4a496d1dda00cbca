/** A period after the end of its text: its screen shows it, and the exception to decide it is proposed there. */
import { describe, expect, test } from '@jest/globals';
import { accepted, keyed, successOf } from '#test/support/client.ts';
import type { Flow } from '#test/console/console.spec.ts';

const PERIOD = '2026-Q4';

const flow: Flow = (browser) => {
  describe('a period after the end of its text', () => {
    test('is flagged, and the exception to decide it is proposed from its screen', async () => {
      const client = await browser().service.client('operator');
      const body = { from: PERIOD, to: PERIOD, knownOn: '2026-11-01' };
      await successOf(client, await accepted(client.POST('/calculations', { params: keyed(), body })));
      const alice = await browser().open('alice-operator', `/decomptes/PEPS-01/${PERIOD}`);
      const { page } = alice;
      await alice.button('Décider après la fin du texte…').click();
      const dialog = alice.dialog();
      expect(await dialog.getByRole('heading').textContent()).toBe(
        'Proposer de décider PEPS-01, 2026-T4, après la fin du texte ?',
      );
      await dialog.getByLabel('Pourquoi').fill('texte prolongé, publication attendue');
      await dialog.getByRole('button', { name: 'Proposer' }).click();
      await page
        .getByRole('status')
        .filter({ hasText: `Exception fin-PEPS-01-${PERIOD} proposée ; une autre personne la confirme.` })
        .waitFor();
      const { data } = await client.GET('/confirmations', { params: { query: { limit: 500 } } });
      expect(JSON.stringify(data)).toContain(`fin-PEPS-01-${PERIOD}`);
      expect(alice.said).toStrictEqual([]);
      await alice.close();
    });
  });
};

export default flow;
