/** Files for others say what was verified of their log; from one that does not fit its chain nothing is written, if that is asked. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { rmSync } from 'node:fs';
import { type HeldLog, heldAgainstChain } from '#apps/cli/held-log.ts';
import { COMMIT } from '#test/support/commit.ts';
import { outcomeOf } from '#test/support/command-line.ts';
import { factEvent } from '#test/support/events.ts';
import { changeEvent, withoutTriggers } from '#test/support/stored-rows.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

let folder: string;
let written: (HeldLog | null)[];
beforeEach(async () => {
  [folder, written] = [temporaryFolder(), []];
  const log = new SqliteEventStore(join(folder, 'events.db'));
  for (const rpps of ['10000000001', '10000000002']) {
    const row = { patient_id: 'P1', rpps, declared_on: '2021-01-01', known_on: '2021-01-01' };
    const { stream, ...event } = factEvent('declarations', row);
    await log.append(stream, [event], 'any', COMMIT);
  }
  await log.close();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function writing(options: { readonly verify?: boolean; readonly json?: boolean }) {
  return outcomeOf(() =>
    heldAgainstChain({ data: folder, ...options }, async (verified) => {
      written.push(verified);
      return 0;
    }),
  );
}

function changeSecond(): void {
  const db = new DatabaseSync(join(folder, 'events.db'));
  db.exec('PRAGMA foreign_keys = OFF');
  withoutTriggers(db, () => {
    changeEvent(db, 2, ({ data }) => ({ data: data.replace('10000000002', '10000000003') }));
  });
  db.close();
}

test('what is written without a verification says so', async () => {
  const { status, stderr } = await writing({});
  expect([status, written]).toStrictEqual([0, [null]]);
  expect(stderr).toMatch(/Non vérifié ici : que le journal est tel qu’il a été enregistré.*audit recompute/);
});

test('what is written from a verified log says up to where, and what is left', async () => {
  const { status, stderr } = await writing({ verify: true });
  expect(status).toBe(0);
  expect(written).toStrictEqual([{ events: 2, link: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  expect(stderr).toMatch(/2 événements vérifiés avant l’écriture.*Non vérifié ici : une chaîne refaite/s);
});

test('nothing is written from a changed log, whose first event that does not fit is named', async () => {
  changeSecond();
  const { status, stdout } = await writing({ verify: true });
  expect([status, written]).toStrictEqual([1, []]);
  expect(stdout).toContain('Premier événement en cause : position 2');
  const { stdout: asJson } = await writing({ verify: true, json: true });
  expect(JSON.parse(asJson)).toMatchObject({ events: 1, misfits: [{ position: 2 }] });
});
