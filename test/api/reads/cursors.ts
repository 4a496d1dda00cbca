/** A cursor continues the list that gave it and no other: in another list it would start in the middle. */
import assert from 'node:assert/strict';
import { beforeAll, describe, test } from '@jest/globals';
import type { Reads } from '#test/api/reads.spec.ts';
import type { Service } from '#test/support/service.ts';

const reads: Reads = (started) => {
  describe('cursors', () => {
    const LISTS = [
      '/teams',
      '/statements',
      '/statements/PEPS-01/2021-Q1/lines',
      '/statements/PEPS-01/2021-Q1/parameters',
      '/statements/PEPS-01/2021-Q1/act-ledger/entries',
      '/statements/PEPS-01/2021-Q2/lines',
      '/streams/team-PEPS-01/events',
      '/streams/team-PEPS-01/events?order=desc',
      '/streams/team-IPEP-01/events',
      '/imports',
      '/set-aside-rows',
      '/payments',
      '/projections',
    ];

    interface List {
      readonly items: readonly unknown[];
      readonly next: string | null;
    }

    let service: Service;
    let token: string;

    beforeAll(async () => {
      service = started();
      token = await service.token('auditor');
    });

    const page = (list: string, query: string) =>
      service.get<List>(`${list}${list.includes('?') ? '&' : '?'}${query}`, { token });

    test('rejects the cursor of another list, also in the feed', async () => {
      const cursors = new Map<string, string>();
      for (const list of LISTS) {
        const { next } = (await page(list, 'limit=1')).body;
        if (next !== null) cursors.set(list, next);
      }
      assert.ok(cursors.size >= 8, [...cursors.keys()].join(', '));
      for (const [from, cursor] of cursors)
        for (const list of [...LISTS, '/feed']) {
          const { status, body } = await page(list, `cursor=${cursor}`);
          const said = `the cursor of ${from} in ${list}: ${JSON.stringify(body).slice(0, 200)}`;
          assert.equal(status, list === from ? 200 : 400, said);
          assert.ok(
            list === from ? body.items.length > 0 : JSON.stringify(body).includes('"path":"query.cursor"'),
            said,
          );
        }
    });

    test('rejects a text that only looks like a cursor', async () => {
      for (const list of LISTS)
        for (const cursor of ['A'.repeat(1_000), '10', Buffer.from('PEPS-01').toString('base64url')])
          assert.equal((await page(list, `cursor=${cursor}`)).status, 400, `${list} ${cursor.slice(0, 20)}`);
    });
  });
};

export default reads;
