/** The contract of the event log on a real KurrentDB; KURRENTDB_TEST_URL names it. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreContract } from '#libs/event-store/event-store.contract.ts';
import { KurrentDbEventStore } from '#libs/event-store/kurrentdb/kurrentdb-event-store.ts';
import { testUnless } from '#test/support/unless.ts';

const server = process.env['KURRENTDB_TEST_URL'];

if (server === undefined) testUnless('KURRENTDB_TEST_URL names no server')('the log on KurrentDB', () => undefined);
else
  eventStoreContract('KurrentDB event store', async (clock) => {
    const folder = mkdtempSync(join(tmpdir(), 'decompte-kurrentdb-'));
    const url = `${server}${server.includes('?') ? '&' : '?'}log=test-${randomUUID()}`;
    const all: KurrentDbEventStore[] = [];
    // Each connection has its own copy, as on separate machines.
    const open = (): KurrentDbEventStore => {
      const store = new KurrentDbEventStore(url, {
        replica: join(folder, `copy-${all.length}.db`),
        uniqueId: randomUUID,
        now: () => performance.now(),
        retryForMs: 5_000,
        clock,
      });
      all.push(store);
      return store;
    };
    return {
      store: open(),
      reopen: async () => open(),
      close: async () => {
        for (const store of all) await store.close().catch(() => undefined);
        rmSync(folder, { recursive: true, force: true });
      },
    };
  });
