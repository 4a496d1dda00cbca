/** The ids of a category grow with the log, and each event is read once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { streamIdsOf } from '#libs/commands/stream-ids.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { accountStream } from '#libs/payments/accounts/account-key.ts';
import { accounts } from '#libs/payments/accounts/accounts.ts';
import { ACCOUNT } from '#test/support/payments.ts';
import { person } from '#test/support/specification.ts';

const AT = '2026-01-15T10:00:00.000Z';

test('gives the streams of its category, including later ones', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stream-ids-'));
  const log = new SqliteEventStore(join(folder, 'events.db'));
  const propose = (envelope: string): Promise<unknown> => {
    const commit = { recordedAt: AT, actor: 'a', correlation: 'c', causation: 'b' };
    const author = { meta: { by: person('Alice'), key: 'k', at: AT }, commit };
    const command = { type: 'propose', by: person('Alice'), verification: null, flags: [], payee: ACCOUNT } as const;
    return accounts(log).handle(accountStream({ side: 'debtor', holder: envelope }), { command, ...author });
  };
  try {
    const [debtors, payees] = [streamIdsOf('debtor'), streamIdsOf('payee')];
    expect(await debtors(log)).toStrictEqual([]);
    await propose('FISS-2026');
    expect(await debtors(log)).toStrictEqual(['FISS-2026']);
    await propose('FIR');
    expect(await debtors(log)).toStrictEqual(['FISS-2026', 'FIR']);
    expect(await payees(log)).toStrictEqual([]);
  } finally {
    await log.close();
    rmSync(folder, { recursive: true });
  }
});
