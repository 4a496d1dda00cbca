/** The common contract of all adapters of short-lived values. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ShortLived } from '#libs/short-lived/short-lived.ts';

interface Place {
  /** Opens it like another process of the installation. */
  readonly open: () => ShortLived;
  readonly close: () => Promise<void>;
}

/** In the future, because a server removes expired values by its own clock. */
const NOW = Date.UTC(2100, 0, 1);
const LATER = NOW + 3_600_000;
const MANY = 1_000;

export function shortLivedContract(name: string, place: () => Promise<Place>): void {
  describe(`short-lived values in ${name}`, () => {
    let here: Place;
    let [one, other]: ShortLived[] = [];
    const both = (): readonly [ShortLived, ShortLived] => {
      if (one === undefined || other === undefined) throw new Error('not opened');
      return [one, other];
    };
    beforeAll(async () => {
      here = await place();
      [one, other] = [here.open(), here.open()];
    });
    afterAll(async () => {
      await one?.close();
      await other?.close();
      await here.close();
    });

    test('are known to another process until they end, each kind by itself', async () => {
      const [a, b] = both();
      await a.set('session', 'k1', 'é “text”', LATER, MANY);
      expect(await b.get('session', 'k1', NOW)).toBe('é “text”');
      expect(await b.get('login', 'k1', NOW)).toBeUndefined();
      expect(await b.get('session', 'k1', LATER)).toBeUndefined();
    });

    test('are replaced, removed and listed', async () => {
      const [a, b] = both();
      await a.set('session', 'k2', 'first', LATER, MANY);
      await b.set('session', 'k2', 'second', LATER, MANY);
      await b.set('session', 'k3', 'third', LATER, MANY);
      expect((await a.all('session', NOW)).get('k2')).toBe('second');
      await a.replace('session', 'k3', 'third again', LATER);
      expect(await b.get('session', 'k3', NOW)).toBe('third again');
      await b.remove('session', 'k3');
      await a.replace('session', 'k3', 'too late', LATER);
      expect([...(await a.all('session', NOW)).keys()].toSorted()).toStrictEqual(['k1', 'k2']);
      expect((await a.all('session', LATER)).size).toBe(0);
    });

    test('are taken once, by one of several callers', async () => {
      const [a, b] = both();
      await a.set('login', 'k4', 'once', LATER, MANY);
      const taken = await Promise.all([a, b, a, b].map((store) => store.take('login', 'k4', NOW)));
      expect(taken.filter((text) => text !== undefined)).toStrictEqual(['once']);
    });

    test('beyond the most of a kind, those that end first are forgotten', async () => {
      const [a, b] = both();
      for (const [i, key] of ['x', 'y', 'z'].entries()) await a.set('login', key, key, LATER + i, 2);
      expect([...(await b.all('login', NOW)).keys()].toSorted()).toStrictEqual(['y', 'z']);
    });

    test('are there for a process that starts later', async () => {
      const [a] = both();
      await a.set('session', 'k5', 'kept', LATER, MANY);
      const later = here.open();
      expect(await later.get('session', 'k5', NOW)).toBe('kept');
      await later.close();
    });
  });
}
