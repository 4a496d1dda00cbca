/** The contract of every delivery store. */
import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Attempt,
  type DeliveryClaim,
  ClaimLost,
  type DeliveryStore,
  type Holder,
} from '#libs/webhooks/delivery-store.ts';

const NOW = 1_000_000;
const [first, second, third] = ['first', 'second', 'third'].map((name) => ({
  name,
  isDead: (other: string) => name === 'third' && other === 'first',
})) as [Holder, Holder, Holder];

function attempt(position: number, number: number, outcome: Attempt['outcome'] = 'FAILED'): Attempt {
  const at = new Date(NOW + number).toISOString();
  return { position, number, at, tookMs: 3, status: 500, error: 'la réponse est 500', outcome };
}

export function deliveryStoreContract(name: string, open: () => Promise<DeliveryStore>): void {
  describe(`${name} keeps the contract of the delivery store`, () => {
    let store: DeliveryStore;
    let other: DeliveryStore;
    let made = 0;
    beforeAll(async () => {
      store = await open();
      other = await open();
    });
    afterAll(async () => {
      await store.close();
      await other.close();
    });

    async function begun(): Promise<DeliveryClaim> {
      const claim = await store.claim(`s${made++}`, first, NOW, NOW + 60_000);
      assert.ok(claim);
      await store.setProgress(claim, { cursor: 10, link: 'aa', applied: -1 });
      return claim;
    }
    const heads = async ({ subscription }: DeliveryClaim, nowMs = NOW) =>
      (await other.heads(subscription, nowMs, 100)).map(({ lane, position, tries }) => `${lane}@${position}×${tries}`);

    test('one holder at a time; after the expiry another takes over, and writes of the first are rejected', async () => {
      const claim = await begun();
      const { subscription } = claim;
      expect(await other.claim(subscription, second, NOW + 59_999, NOW + 99_000)).toBeUndefined();
      await store.renew(claim, NOW + 90_000);
      expect(await other.claim(subscription, second, NOW + 60_001, NOW + 99_000)).toBeUndefined();
      const taken = await other.claim(subscription, second, NOW + 90_000, NOW + 150_000);
      assert.ok(taken);
      await expect(store.renew(claim, NOW + 200_000)).rejects.toThrow(ClaimLost);
      await expect(store.advance(claim, [{ lane: 'T1', position: 11 }], 11, 'bb')).rejects.toThrow(ClaimLost);
      await expect(store.apply(claim, 1, [{ type: 'again' }])).rejects.toThrow(ClaimLost);
      await expect(store.record(claim, 'T1', attempt(11, 1), undefined)).rejects.toThrow(ClaimLost);
      const progress = { cursor: 10, link: 'aa', applied: -1 };
      await expect(store.setProgress(claim, progress)).rejects.toThrow(ClaimLost);
      await expect(store.forget(claim)).rejects.toThrow(ClaimLost);
      await store.release(claim);
      assert.equal(await store.claim(subscription, first, NOW + 91_000, NOW + 99_000), undefined, 'not its to release');
      expect(await heads(taken)).toStrictEqual([]);
      await other.release(taken);
      expect(await store.claim(subscription, first, NOW + 91_000, NOW + 99_000)).toBeDefined();
    });

    test('of many holders that claim at once one does, each time', async () => {
      const { subscription } = await begun();
      for (let round = 1; round <= 6; round++) {
        const [now, until] = [NOW + round * 100_000, NOW + round * 100_000 + 50_000];
        const names = ['a', 'b', 'c', 'd'].map((name) => ({ name: `${name}-${round}`, isDead: () => false }));
        const claims = names.map((holder, i) => (i % 2 === 0 ? store : other).claim(subscription, holder, now, until));
        const got = (await Promise.all(claims)).filter((claim) => claim !== undefined);
        expect(got).toHaveLength(1);
      }
    });

    test('takes over from a dead holder at once', async () => {
      const { subscription } = await begun();
      expect(await other.claim(subscription, second, NOW + 1, NOW + 99_000)).toBeUndefined();
      expect(await other.claim(subscription, third, NOW + 1, NOW + 99_000)).toBeDefined();
    });

    test('moves the cursor and the lanes together and returns the first of each lane', async () => {
      const claim = await begun();
      expect({ ...(await other.progress(claim.subscription)) }).toStrictEqual({ cursor: 10, link: 'aa', applied: -1 });
      const due = [
        { lane: 'T1', position: 11 },
        { lane: 'T2', position: 12 },
        { lane: 'T1', position: 13 },
      ];
      await store.advance(claim, due, 20, 'bb');
      expect({ ...(await other.progress(claim.subscription)) }).toStrictEqual({ cursor: 20, link: 'bb', applied: -1 });
      expect(await heads(claim)).toStrictEqual(['T1@11×0', 'T2@12×0']);
      expect(await other.waiting(claim.subscription)).toStrictEqual({ count: 3, oldest: 11, nextMs: 0 });
      await store.record(claim, 'T1', { ...attempt(11, 1, 'DELIVERED'), error: null, status: 204 }, undefined);
      expect(await heads(claim)).toStrictEqual(['T2@12×0', 'T1@13×0']);
    });

    test('retries at once what waits for a time that no pause reaches: the clock was ahead and is right again', async () => {
      const claim = await begun();
      await store.advance(claim, [{ lane: 'T1', position: 11 }], 11, '');
      const [hour, ahead] = [3_600_000, NOW + 24 * 3_600_000];
      await store.record(claim, 'T1', attempt(11, 1), ahead + 12 * hour);
      expect(await heads(claim, ahead)).toStrictEqual([]);
      expect(await heads(claim, NOW)).toStrictEqual(['T1@11×1']);
    });

    test('retries a failed event at its time and holds its lane until then', async () => {
      const claim = await begun();
      await store.advance(
        claim,
        [
          { lane: 'T1', position: 11 },
          { lane: 'T1', position: 12 },
        ],
        12,
        '',
      );
      await store.record(claim, 'T1', attempt(11, 1), NOW + 5_000);
      expect(await heads(claim, NOW + 4_999)).toStrictEqual([]);
      expect(await heads(claim, NOW + 5_000)).toStrictEqual(['T1@11×1']);
      expect((await store.waiting(claim.subscription)).nextMs).toBe(NOW + 5_000);
    });

    test('applies each command once: retry, skip, redeliver, restart', async () => {
      const claim = await begun();
      const due = [11, 12, 13].map((position) => ({ lane: 'T1', position }));
      await store.advance(claim, due, 13, '');
      await store.record(claim, 'T1', attempt(11, 1), NOW + 5_000);
      await store.apply(claim, 1, [{ type: 'again' }]);
      expect(await heads(claim)).toStrictEqual(['T1@11×0']);
      await store.record(claim, 'T1', attempt(11, 1), NOW + 5_000);
      await store.apply(claim, 1, [{ type: 'again' }]);
      expect(await heads(claim)).toStrictEqual([]);
      const skip = { type: 'skip', at: new Date(NOW).toISOString(), error: 'given up by Alice' } as const;
      await store.apply(claim, 2, [{ ...skip, position: 11 }]);
      expect(await heads(claim)).toStrictEqual(['T1@12×0']);
      await store.apply(claim, 3, [{ ...skip, position: 13 }]);
      assert.equal((await store.waiting(claim.subscription)).count, 1, 'given up where it stood behind');
      await store.apply(claim, 4, [{ ...skip, position: 99 }]);
      await store.apply(claim, 5, [{ type: 'redeliver', lane: 'redelivery/5', position: 3 }]);
      expect(await heads(claim)).toStrictEqual(['redelivery/5@3×0', 'T1@12×0']);
      const attempts = await store.attempts(claim.subscription, { limit: 10 });
      expect(attempts.map(({ outcome }) => outcome)).toStrictEqual(['GIVEN_UP', 'GIVEN_UP', 'FAILED', 'FAILED']);
      expect(attempts[0]?.error).toBe(skip.error);
      await store.apply(claim, 6, [{ type: 'restart', cursor: 7, link: 'cc' }]);
      expect(await heads(claim)).toStrictEqual([]);
      expect({ ...(await store.progress(claim.subscription)) }).toStrictEqual({ cursor: 7, link: 'cc', applied: 6 });
    });

    test('applies commands at revisions that a replaced log gives again', async () => {
      const claim = await begun();
      await store.apply(claim, 6, []);
      await store.setProgress(claim, { cursor: 10, link: 'aa', applied: 2 });
      await store.apply(claim, 3, [{ type: 'redeliver', lane: 'redelivery/3', position: 3 }]);
      expect(await heads(claim)).toStrictEqual(['redelivery/3@3×0']);
      expect((await store.progress(claim.subscription))?.applied).toBe(3);
    });

    test('lists attempts newest first, by page or event, and deletes old ones', async () => {
      const claim = await begun();
      await store.advance(claim, [{ lane: 'T1', position: 11 }], 11, '');
      for (const number of [1, 2, 3]) await store.record(claim, 'T1', attempt(11, number), NOW);
      await store.record(claim, 'T1', attempt(12, 1), NOW);
      const newestTwo = await other.attempts(claim.subscription, { limit: 2 });
      expect(newestTwo.map(({ position, number }) => [position, number])).toStrictEqual([
        [12, 1],
        [11, 3],
      ]);
      const rest = await other.attempts(claim.subscription, { limit: 9, before: newestTwo[1]?.no });
      expect(rest.map(({ number }) => number)).toStrictEqual([2, 1]);
      const { no: _, ...newest } = (await other.attempts(claim.subscription, { limit: 1, position: 11 }))[0] ?? {
        no: 0,
      };
      expect(newest).toStrictEqual(attempt(11, 3));
      await store.prune(claim, new Date(NOW + 3).toISOString());
      expect(await store.attempts(claim.subscription, { limit: 9 })).toHaveLength(1);
    });

    test('forgetting a subscription removes its state and no other', async () => {
      const [claim, kept] = [await begun(), await begun()];
      for (const one of [claim, kept]) {
        await store.advance(one, [{ lane: 'T1', position: 11 }], 11, '');
        await store.record(one, 'T1', attempt(11, 1), NOW);
      }
      await store.forget(claim);
      expect(await store.progress(claim.subscription)).toBeUndefined();
      expect(await store.attempts(claim.subscription, { limit: 9 })).toStrictEqual([]);
      expect(await store.waiting(claim.subscription)).toStrictEqual({ count: 0, oldest: undefined, nextMs: undefined });
      expect(await heads(kept)).toStrictEqual(['T1@11×1']);
    });
  });
}
