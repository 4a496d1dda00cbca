/** A log that is carried over is the same log: its order, ids and results; the new chain contains the old head. */
import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Continuity } from '#libs/continuity/continuity.ts';
import { openAnonymousReadStore } from '#libs/read-store/sqlite/sqlite-read-store.ts';
import type { FormerCheck } from '#libs/audit/carried-over.ts';
import { makeKeyPair, readCheckpoints } from '#libs/audit/checkpoint.ts';
import { type SigningResult, signLatest } from '#libs/audit/sign-latest.ts';
import { checkWhole } from '#libs/audit/whole-check.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { SqliteStoredEvents } from '#libs/event-store/sqlite/sqlite-stored-events.ts';
import { SealedEventStore } from '#libs/event-store/sealed/sealed-event-store.ts';
import { type MigratedLog, migrateLog } from '#libs/event-store/migrate.ts';
import { sealedWith } from '#libs/runtime/sealed-log.ts';
import { openLogAt, storePaths } from '#libs/runtime/stores.ts';
import { decompte, decompteHere } from '#test/support/command-line.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { changeEvent, remakeRows, withoutTriggers } from '#test/support/stored-rows.ts';
import { testUnless } from '#test/support/unless.ts';
import { systemClock } from '#test/support/system-clock.ts';

const TINY = fileURLToPath(new URL('samples/tiny/facts', import.meta.url));
const BOUNDARIES = fileURLToPath(new URL('samples/boundaries/facts', import.meta.url));
const CALCULATE = ['calculate', '--from', '2021-Q1', '--to', '2021-Q4', '--known-on', '2022-12-31'];
const server = process.env['KURRENTDB_TEST_URL'];
const folder = temporaryFolder();
const data = join(folder, 'data');

interface Log {
  readonly events: number;
  readonly link: string;
}

/** Facts of patients in clear, as former versions kept them. */
const CLEAR = { PATIENT_ENCRYPTION: 'off' };

async function succeeds(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Log> {
  const { status, stdout, stderr } = await decompteHere([...args, '--json'], { env: { ...CLEAR, ...env } });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as Log;
}

/** With any exit status. */
async function decompteJson(args: readonly string[], env: Readonly<Record<string, string>>): Promise<unknown> {
  return JSON.parse((await decompteHere([...args, '--json'], { env: { ...CLEAR, ...env } })).stdout);
}

/** Kills the process after a while, unless it has ended. */
function killed(args: readonly string[], afterMs: number): Promise<unknown> {
  return decompte(args, {
    env: CLEAR,
    onStart: (child) => {
      setTimeout(() => child.kill('SIGKILL'), afterMs).unref();
    },
  });
}

function verified(env: Readonly<Record<string, string>>): Promise<Log> {
  return succeeds(['audit', 'verify'], env);
}

/** A log in the former stored form, as former versions wrote it. */
const former = join(folder, 'former');
const formerCopy = join(folder, 'former-copy.db');

/** A log with the same events, and no chance in it. */
async function formerCopyOf(path: string, target: string): Promise<void> {
  const [from, to] = [new SqliteEventStore(path), new SqliteEventStore(target, { form: 1 })];
  await migrateLog(from, to);
  for (const log of [from, to]) await log.close();
}

async function everyEvent(path: string): Promise<readonly RecordedEvent[]> {
  const log = new SqliteEventStore(path);
  const events: RecordedEvent[] = [];
  for await (const batch of log.read({ after: 0 })) events.push(...batch);
  await log.close();
  return events;
}

beforeAll(async () => {
  await succeeds(['import', TINY, '--data', data]);
  await succeeds([...CALCULATE, '--data', data]);
  mkdirSync(former);
  await formerCopyOf(join(data, 'events.db'), join(former, 'events.db'));
  copyFileSync(join(former, 'events.db'), formerCopy);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a log of the former stored form', () => {
  test('is read and verified, and refuses a write with the command that carries it over', async () => {
    const { events, link } = await verified({ DATA: former });
    expect(events).toBe((await everyEvent(join(data, 'events.db'))).length);
    expect(link).toMatch(/^[0-9a-f]{64}$/);
    const shown = await decompteHere(['projections', 'status'], { env: { ...CLEAR, DATA: former } });
    expect(shown.status).toBe(0);
    const before = readFileSync(join(former, 'events.db'));
    const { status, stderr } = await decompteHere(['import', BOUNDARIES, '--data', former], { env: CLEAR });
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/version antérieure.*decompte migrate --to/s);
    expect(readFileSync(join(former, 'events.db')).equals(before)).toBe(true);
  });

  test('is carried over event by event, with the former head in the new chain and the same results', async () => {
    const before = readFileSync(join(former, 'events.db'));
    const { link: head } = await verified({ DATA: former });
    const to = join(folder, 'second', 'events.db');
    const first = await succeeds(['migrate', '--to', `sqlite:${to}`, '--data', former]);
    expect(readFileSync(join(former, 'events.db')).equals(before)).toBe(true);
    expect(await everyEvent(to)).toStrictEqual(await everyEvent(join(former, 'events.db')));
    const there = { EVENT_STORE_URL: `sqlite:${to}` };
    const { events, link, carriedOver } = (await verified(there)) as Log & { carriedOver: FormerCheck };
    expect([first.events, first.link, (first as MigratedLog).former]).toStrictEqual([events, link, head]);
    expect(carriedOver).toStrictEqual({
      ...{ position: events, link: head, isResealed: false },
      ...{ compared: events, checkpoints: 0 },
    });
    const calculated = await succeeds(CALCULATE, there);
    expect(calculated).toStrictEqual(await succeeds([...CALCULATE, '--data', data]));
    const again = await succeeds(['migrate', '--to', `sqlite:${to}`, '--data', former]);
    expect(again).toStrictEqual({ ...first, copied: 0 });
  });

  test('is carried over by runs that are stopped at any batch, each event once', async () => {
    const to = join(folder, 'stopped.db');
    const stopped = new Error('stopped');
    const events = await everyEvent(join(former, 'events.db'));
    for (let runs = 0; ; runs++) {
      const [from, target] = [
        new SqliteEventStore(join(former, 'events.db')),
        new SqliteEventStore(to, { isTarget: true }),
      ];
      const before = await target.end();
      const stop = new AbortController();
      const onProgress = (stage: string): void => {
        if (stage === 'copy') stop.abort(stopped);
      };
      const run = migrateLog(from, target, { onProgress, signal: stop.signal }).catch((error: unknown) => error);
      const isWhole = (await run) !== stopped;
      expect(await target.end()).toBeGreaterThan(before);
      for (const log of [from, target]) await log.close();
      if (isWhole) break;
      expect(runs).toBeLessThan(events.length);
    }
    expect(await everyEvent(to)).toStrictEqual(events);
    const log = new SqliteEventStore(to);
    expect((await log.carriedOver())?.position).toBe(events.length);
    await log.close();
  });

  test('in part is open only to the command that continues it, and verification says so', async () => {
    const product = new Product(join(folder, 'large'));
    await product.import(BOUNDARIES);
    const source = join(folder, 'large-former.db');
    await formerCopyOf(join(product.folder, 'events.db'), source);
    await product.close();
    const to = join(folder, 'part', 'events.db');
    mkdirSync(dirname(to));
    const stopped = new Error('stopped');
    const run = async (onCopied: (stop: AbortController) => void): Promise<unknown> => {
      const [from, target] = [new SqliteEventStore(source), new SqliteEventStore(to, { isTarget: true })];
      const stop = new AbortController();
      const settings = {
        onProgress: () => {
          onCopied(stop);
        },
        signal: stop.signal,
      };
      const migrated = await migrateLog(from, target, settings).catch((error: unknown) => error);
      for (const log of [from, target]) await log.close();
      return migrated;
    };
    expect(
      await run((stop) => {
        stop.abort(stopped);
      }),
    ).toBe(stopped);
    expect(() => new SqliteEventStore(to)).toThrow(expect.objectContaining({ code: 'LOG_UNFINISHED' }));
    const there = { EVENT_STORE_URL: `sqlite:${to}` };
    const { status, stderr } = await decompteHere(CALCULATE, { env: { ...CLEAR, ...there } });
    expect(status).toBe(1);
    // No command with --data: it would name the copy as the log to copy.
    expect(stderr).toContain(`copie inachevée : relancez la commande migrate qui l’écrivait (--to sqlite:${to})`);
    const { misfits } = (await decompteJson(['audit', 'verify'], there)) as { misfits: unknown[] };
    expect(misfits).toMatchObject([{ kind: 'structure', detail: expect.stringMatching(/copie inachevée/) }]);
    const said = await decompteHere(['audit', 'verify'], { env: { ...CLEAR, ...there } });
    expect(said.stdout).toMatch(/relancez la commande migrate/);
    expect(said.stdout).not.toMatch(/sauvegarde/);
    expect(await run(() => undefined)).toMatchObject({ isAnchored: true, copied: expect.any(Number) });
    expect(await everyEvent(to)).toStrictEqual(await everyEvent(source));
    expect(await decompteJson(['audit', 'verify'], there)).toMatchObject({ misfits: [] });
  });

  test.each([true, false])(
    'is not taken for an empty log before its first batch: former log with events %s',
    async (hasEvents) => {
      const source = join(folder, `source-${hasEvents}.db`);
      if (hasEvents) copyFileSync(formerCopy, source);
      else await new SqliteEventStore(source, { form: 1 }).close();
      const to = join(folder, `begun-${hasEvents}`, 'events.db');
      mkdirSync(dirname(to));
      await new SqliteEventStore(to, { isTarget: true }).close();
      expect(() => new SqliteEventStore(to)).toThrow(expect.objectContaining({ code: 'LOG_UNFINISHED' }));
      const [from, target] = [new SqliteEventStore(source), new SqliteEventStore(to, { isTarget: true })];
      const { events } = await migrateLog(from, target);
      for (const log of [from, target]) await log.close();
      expect(events > 0).toBe(hasEvents);
      expect(await everyEvent(to)).toStrictEqual(await everyEvent(source));
    },
  );

  test.each([
    ['onto itself', () => join(former, 'events.db'), /--to est le journal lui-même/],
    ['into one of the former form', () => formerCopy, /est un journal d’une version antérieure/],
    ['into one that has its events already', () => join(data, 'events.db'), /n’y ont pas été portés/],
  ])('the program does not say that it is carried over %s', async (_, to, sentence) => {
    const args = ['migrate', '--to', `sqlite:${to()}`, '--data', former];
    const { status, stdout, stderr } = await decompteHere(args, { env: CLEAR });
    expect([status, stdout]).toStrictEqual([2, '']);
    expect(stderr).toMatch(sentence);
  });

  test('is not carried over if it does not fit its chain, and not into a log with one changed event', async () => {
    const [damaged, target] = [join(folder, 'damaged.db'), join(folder, 'target.db')];
    copyFileSync(join(former, 'events.db'), damaged);
    const db = new DatabaseSync(damaged);
    db.exec('DROP TRIGGER events_are_never_changed');
    db.exec("UPDATE events SET effective = '1999' WHERE position = 3");
    db.close();
    const carried = async (path: string): Promise<unknown> => {
      const [from, to] = [new SqliteEventStore(path), new SqliteEventStore(target)];
      const error = await migrateLog(from, to).catch((thrown: unknown) => thrown);
      for (const log of [from, to]) await log.close();
      return error;
    };
    expect(await carried(damaged)).toMatchObject({ code: 'SOURCE_DIFFERS' });
    rmSync(target);
    expect(await carried(join(former, 'events.db'))).toMatchObject({ events: expect.any(Number) });
    const carriedOver = new DatabaseSync(target);
    withoutTriggers(carriedOver, () => {
      changeEvent(carriedOver, 3, () => ({ effective: '1999' }));
      remakeRows(carriedOver);
    });
    carriedOver.close();
    expect(await carried(join(former, 'events.db'))).toMatchObject({ code: 'TARGET_DIFFERS', data: { position: 3 } });
    const { misfits } = (await decompteJson(['audit', 'verify'], { EVENT_STORE_URL: `sqlite:${target}` })) as {
      misfits: unknown[];
    };
    expect(misfits).toMatchObject([{ kind: 'remade', position: expect.any(Number) }]);
  });

  test('keeps its checkpoints: they are compared with the former chain, and the next one is signed for the new', async () => {
    const [to, checkpoints] = [join(folder, 'signed'), join(folder, 'checkpoints')];
    mkdirSync(to);
    const keys = makeKeyPair();
    const key = createPrivateKey(keys.privatePem);
    let hour = 10;
    const now = (): string => `2026-11-28T${hour++}:00:00.000Z`;
    const signedOf = async (path: string, isCarriedOver = false): Promise<SigningResult> => {
      const stored = new SqliteStoredEvents(path);
      const signed = await signLatest({ stored, folder: checkpoints, key, now, isCarriedOver });
      await stored.close();
      return signed;
    };
    expect((await signedOf(join(former, 'events.db'))).status).toBe('signed');
    const [from, target] = [
      new SqliteEventStore(join(former, 'events.db')),
      new SqliteEventStore(join(to, 'events.db')),
    ];
    await migrateLog(from, target);
    for (const log of [from, target]) await log.close();
    const check = async () => {
      const stored = new SqliteStoredEvents(join(to, 'events.db'));
      const publicKeys = [createPublicKey(keys.publicPem)];
      const options = { checkpoints: readCheckpoints(checkpoints), publicKeys };
      const found = await checkWhole(stored, {
        ...options,
        openLog: async () => new SqliteEventStore(join(to, 'events.db')),
      });
      await stored.close();
      return found;
    };
    expect(await check()).toMatchObject({ misfits: [], checkpoints: 0, carriedOver: { checkpoints: 1 } });
    const refusal = async (folderOfThem: string | undefined): Promise<string | undefined> => {
      const [log, readStore] = [new SqliteEventStore(join(to, 'events.db')), openAnonymousReadStore()];
      const found = await new Continuity({ log, readStore, checkpoints: folderOfThem }).refusal();
      await readStore.close();
      await log.close();
      return found?.code;
    };
    expect(await refusal(checkpoints)).toBe('CARRIED_OVER_NOT_SIGNED');
    expect(await refusal(join(to, 'none'))).toBeUndefined();
    const unsaid = { status: 'misfits', misfits: [{ finding: { code: 'FORMER_NOT_COMPARED' } }] };
    expect(await signedOf(join(to, 'events.db'))).toMatchObject(unsaid);
    expect((await signedOf(join(to, 'events.db'), true)).status).toBe('signed');
    expect((await signedOf(join(to, 'events.db'))).status).toBe('there');
    expect(await refusal(checkpoints)).toBeUndefined();
    expect(await check()).toMatchObject({ misfits: [], checkpoints: 1, carriedOver: { checkpoints: 1 } });
    const latest = readCheckpoints(checkpoints).at(-1)?.checkpoint;
    expect(latest?.link).toBe((await check()).link);
  });
});

test('a former log that was sealed is carried over unchanged, and verified so', async () => {
  const [sealed, to] = [join(folder, 'former-sealed'), join(folder, 'second-sealed')];
  mkdirSync(sealed);
  const places = { store: join(sealed, 'keys.db'), file: join(sealed, 'patients.key') };
  const log = sealedWith(new SqliteEventStore(join(sealed, 'events.db'), { form: 1 }), places);
  const event = {
    id: 'ab'.repeat(16),
    type: 'BirthRecorded',
    schemaVersion: 1,
    effective: '2020',
    knownOn: '2020-01-01',
  };
  await log.copy([{ events: [{ stream: 'patient-P1', event: { ...event, data: '{}' } }], commit: COMMIT }]);
  await log.close();
  const env = { PATIENT_ENCRYPTION: 'on' };
  await succeeds(['migrate', '--to', `sqlite:${join(to, 'events.db')}`, '--data', sealed], env);
  const { carriedOver } = (await succeeds(['audit', 'verify', '--data', to], env)) as Log & {
    carriedOver: FormerCheck;
  };
  expect(carriedOver).toMatchObject({ position: 1, compared: 1, isResealed: false });
});

test('a former log in clear is sealed during the copy, unless encryption is off', async () => {
  const to = join(folder, 'sealed', 'events.db');
  const on = { PATIENT_ENCRYPTION: 'on' };
  await succeeds(['migrate', '--to', `sqlite:${to}`, '--data', former], on);
  const log = await openLogAt(storePaths(join(folder, 'sealed'), {}), systemClock);
  const events: RecordedEvent[] = [];
  for await (const batch of log.read({ after: 0 })) events.push(...batch);
  await log.close();
  const before = await everyEvent(join(former, 'events.db'));
  expect(events).toStrictEqual(before);
  const patients = before.filter(({ stream }) => stream.startsWith('patient-'));
  const bytes = readFileSync(to).toString('latin1');
  expect(patients.filter(({ stream }) => bytes.includes(stream))).toStrictEqual([]);
  const { carriedOver } = (await verified({ ...on, EVENT_STORE_URL: `sqlite:${to}` })) as Log & {
    carriedOver: FormerCheck;
  };
  expect(carriedOver.compared).toBe(before.length);
});

test('a log of the present form in clear is sealed during the copy, and is verified so', async () => {
  const [to, on] = [join(folder, 'now-sealed'), { PATIENT_ENCRYPTION: 'on' }];
  const before = await everyEvent(join(data, 'events.db'));
  const migrate = ['migrate', '--to', `sqlite:${join(to, 'events.db')}`, '--data', data];
  const first = (await succeeds(migrate, on)) as MigratedLog;
  const log = await openLogAt(storePaths(to, {}), systemClock);
  expect(log).toBeInstanceOf(SealedEventStore);
  const events: RecordedEvent[] = [];
  for await (const batch of log.read({ after: 0 })) events.push(...batch);
  await log.close();
  expect(events).toStrictEqual(before);
  const bytes = readFileSync(join(to, 'events.db')).toString('latin1');
  const patients = before.filter(({ stream }) => stream.startsWith('patient-'));
  expect(patients.filter(({ stream }) => bytes.includes(stream))).toStrictEqual([]);
  const { carriedOver, link } = (await succeeds(['audit', 'verify', '--data', to], on)) as Log & {
    carriedOver: FormerCheck;
  };
  expect(link).toBe(first.link);
  const { link: head } = await verified({ DATA: data });
  expect(carriedOver).toMatchObject({ position: before.length, link: head, isResealed: true });
  expect(await succeeds(migrate, on)).toStrictEqual({ ...first, copied: 0 });
  // Carrying it into a log in clear would change nothing.
  const copy = join(folder, 'copy-in-clear.db');
  copyFileSync(join(data, 'events.db'), copy);
  const refused = await decompteHere(['migrate', '--to', `sqlite:${copy}`, '--data', data], { env: on });
  expect(refused).toMatchObject({ status: 2, stderr: expect.stringMatching(/decompte backup/) });
});

test('a log of the form of now is copied by a backup, not carried over', async () => {
  const to = join(folder, 'same', 'events.db');
  const { status, stderr } = await decompteHere(['migrate', '--to', `sqlite:${to}`, '--data', data], { env: CLEAR });
  expect(status).toBe(2);
  expect(stderr).toMatch(/decompte backup/);
  expect(existsSync(dirname(to))).toBe(false);
});

test('a verification of a missing or empty log says so, and makes no log', async () => {
  const none = join(folder, 'none');
  const verify = (where: string) => decompteHere(['audit', 'verify', '--data', where], { env: CLEAR });
  expect(await verify(none)).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/il n’y a pas de journal dans/),
  });
  expect(existsSync(none)).toBe(false);
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  await new SqliteEventStore(join(empty, 'events.db')).close();
  expect(await verify(empty)).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^Le journal de .*events\.db n’a aucun événement : il n’y a rien à vérifier\.$/m),
  });
});

test('refuses a destination that holds another log or more events, and writes no event', async () => {
  const other = join(folder, 'other');
  await decompte(['import', BOUNDARIES, '--data', other], { env: CLEAR });
  const log = join(other, 'events.db');
  const { events } = await succeeds(['audit', 'verify', '--data', other]);
  const { status, stderr } = await decompte(['migrate', '--to', `sqlite:${log}`, '--data', former], { env: CLEAR });
  expect(status).toBe(2);
  expect(stderr).toMatch(/autre journal|plus que le journal/);
  expect((await succeeds(['audit', 'verify', '--data', other])).events).toBe(events);
  const unknown = await decompte(['migrate', '--to', 'mysql://user:secret@here', '--data', data]);
  expect(unknown.status).toBe(2);
  expect(unknown.stderr).not.toMatch(/secret/);
});

testUnless(server === undefined && 'KURRENTDB_TEST_URL names no server')(
  'to KurrentDB and back: the same events, and the same results there',
  async () => {
    const url = `${server ?? ''}${server?.includes('?') === true ? '&' : '?'}log=migrated-${randomUUID()}`;
    const there = { EVENT_STORE_URL: url, DATA: join(folder, 'there') };
    const migrate = ['migrate', '--to', url, '--to-data', join(folder, 'there'), '--data', former];
    // Killed at several moments, the copy resumes.
    for (const afterMs of [500, 900, 1_300, 1_700]) await killed(migrate, afterMs);
    await succeeds(migrate);
    const own = await verified({ DATA: former });
    const { events, link } = await verified(there);
    expect([events, link]).toStrictEqual([own.events, own.link]);
    expect(await succeeds(CALCULATE, there)).toStrictEqual(await succeeds([...CALCULATE, '--data', data]));
    const back = join(folder, 'back', 'events.db');
    await succeeds(['migrate', '--to', `sqlite:${back}`], there);
    const { carriedOver } = (await verified({ EVENT_STORE_URL: `sqlite:${back}` })) as Log & {
      carriedOver: FormerCheck;
    };
    expect(carriedOver.compared).toBe(carriedOver.position);
  },
);
