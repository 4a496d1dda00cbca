/** The product on a real KurrentDB (KURRENTDB_TEST_URL): the same results, and an audit of the bytes on the server. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { KurrentDBClient, NO_STREAM, binaryEvent, jsonEvent } from '@kurrent/kurrentdb-client';
import { decompte } from '#test/support/command-line.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { describeUnless } from '#test/support/unless.ts';

const SAMPLES = fileURLToPath(new URL('samples', import.meta.url));
const server = process.env['KURRENTDB_TEST_URL'];
const folder = temporaryFolder();
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Verified {
  readonly fits: boolean;
  readonly events: number;
  readonly link: string;
  readonly misfits: readonly { readonly kind: string; readonly position: number }[];
}

/** A log on the server and its copy on one machine. */
function machine(log: string, name: string): Readonly<Record<string, string>> {
  const url = `${server ?? ''}${server?.includes('?') === true ? '&' : '?'}log=${log}`;
  return { EVENT_STORE_URL: url, READ_STORE_URL: '', DATA: join(folder, log, name) };
}

async function succeeds(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const { status, stdout, stderr } = await decompte(args, { env });
  assert.equal(status, 0, stderr);
  return stdout;
}

async function verified(env: Readonly<Record<string, string>>): Promise<Verified> {
  return JSON.parse((await decompte(['audit', 'verify', '--json'], { env })).stdout) as Verified;
}

describeUnless(server === undefined && 'KURRENTDB_TEST_URL names no server')('the product on KurrentDB', () => {
  for (const sample of ['tiny', 'boundaries'])
    test(`the sample ${sample} gives its six files to the byte, from another machine's copy too`, async () => {
      const log = `sample-${randomUUID()}`;
      const here = machine(log, 'here');
      const asked = JSON.parse(readFileSync(join(SAMPLES, sample, 'calculation.json'), 'utf8')) as Record<
        string,
        string
      >;
      await succeeds(['import', join(SAMPLES, sample, asked['facts'] ?? '')], here);
      const range = ['--from', asked['from'] ?? '', '--to', asked['to'] ?? '', '--known-on', asked['known_on'] ?? ''];
      await succeeds(['calculate', ...range], here);
      const elsewhere = machine(log, 'elsewhere');
      // Machines that share a log have the keys of its patients.
      mkdirSync(elsewhere['DATA'] ?? '', { recursive: true });
      for (const keys of ['keys.db', 'patients.key'])
        copyFileSync(join(here['DATA'] ?? '', keys), join(elsewhere['DATA'] ?? '', keys));
      for (const env of [here, elsewhere]) {
        const out = join(env['DATA'] ?? '', 'out');
        await succeeds(['export', '--out', out], env);
        for (const name of readdirSync(join(SAMPLES, sample, 'expected')))
          assert.equal(
            readFileSync(join(out, name), 'utf8'),
            readFileSync(join(SAMPLES, sample, 'expected', name), 'utf8'),
            name,
          );
      }
      const embedded = ['--data', join(folder, log, 'embedded')];
      await succeeds(['import', join(SAMPLES, sample, asked['facts'] ?? ''), ...embedded], {});
      const [ofServer, again] = [await verified(here), await verified(machine(log, 'third'))];
      assert.ok(ofServer.fits && again.fits, JSON.stringify([ofServer, again]));
      expect([again.events, again.link]).toStrictEqual([ofServer.events, ofServer.link]);
    });

  test('finds events that another program added to a stream, at their place', async () => {
    const log = `foreign-${randomUUID()}`;
    const here = machine(log, 'here');
    await succeeds(['import', join(SAMPLES, 'tiny', 'facts')], here);
    const { events, fits } = await verified(here);
    expect(fits).toBe(true);
    const client = KurrentDBClient.connectionString(server ?? '');
    await client.appendToStream(
      `${log}:team-foreign`,
      [binaryEvent({ type: 'TeamDescribed', data: Buffer.from('{}'), metadata: { mine: true } })],
      { streamState: NO_STREAM },
    );
    await client.dispose();
    const { status, stderr } = await decompte(['projections', 'status'], { env: here });
    expect(status).toBe(1);
    expect(stderr).toMatch(/n’a pas les métadonnées que Décompte écrit/);
    expect(stderr).not.toMatch(/\bat .*\.ts:/);
    const after = await verified(here);
    expect([after.fits, after.events, after.misfits[0]?.position]).toStrictEqual([false, events, events + 1]);
  });

  test('finds changed links, and a server restored from an older copy', async () => {
    const log = `changed-${randomUUID()}`;
    const here = machine(log, 'here');
    await succeeds(['import', join(SAMPLES, 'tiny', 'facts')], here);
    const { events } = await verified(here);
    const client = KurrentDBClient.connectionString(server ?? '');
    // The links remain and their events are gone, as after a restore of part of the data.
    const links = Buffer.alloc(32 * 5, 7).toString('base64');
    await client.appendToStream(
      `${log}:_chain`,
      jsonEvent({ type: '_Links', data: { from: events + 1, to: events + 5, links } }),
    );
    await client.dispose();
    const after = await verified(here);
    expect(after.fits).toBe(false);
    expect(after.misfits[0]?.position).toBe(events + 1);
  });

  test('the audit reports a deleted stream and one that the server may shorten', async () => {
    const log = `deleted-${randomUUID()}`;
    const here = machine(log, 'here');
    await succeeds(['import', join(SAMPLES, 'tiny', 'facts')], here);
    expect((await verified(here)).fits).toBe(true);
    const client = KurrentDBClient.connectionString(server ?? '');
    await client.setStreamMetadata(`${log}:regulation`, { maxCount: 1 });
    const { fits, misfits } = await verified(here);
    expect(fits).toBe(false);
    expect(JSON.stringify(misfits)).toMatch(/le flux regulation a été supprimé, ou porte des métadonnées/);
    await client.tombstoneStream(`${log}:regulation`);
    await client.dispose();
    expect(JSON.stringify((await verified(here)).misfits)).toMatch(/le flux regulation a été supprimé pour toujours/);
  });

  test('refuses an emptied server in place of the log that was copied', async () => {
    const log = `emptied-${randomUUID()}`;
    const here = machine(log, 'here');
    await succeeds(['import', join(SAMPLES, 'tiny', 'facts')], here);
    const emptied = { ...machine(`other-${randomUUID()}`, 'here'), DATA: here['DATA'] ?? '' };
    const { status, stderr } = await decompte(['projections', 'status'], { env: emptied });
    expect(status).toBe(1);
    expect(stderr).toMatch(/le serveur ne contient pas l’événement \d+ .*remis d’une sauvegarde/);
    expect(stderr).not.toMatch(/\bat .*\.ts:/);
    expect((await verified(emptied)).fits).toBe(false);
    expect((await verified(here)).fits).toBe(true);
  });

  test('a server that lost its end is noticed by the copy set aside; two people acknowledge it before anything is decided', async () => {
    const here = machine(`whole-${randomUUID()}`, 'here');
    const data = here['DATA'] ?? '';
    await succeeds(['import', join(SAMPLES, 'tiny', 'facts')], here);
    const range = ['--from', '2023-Q1', '--to', '2023-Q2', '--known-on', '2024-08-31'];
    await succeeds(['calculate', ...range], here);
    const { events } = await verified(here);
    // The same facts on the server, without later events, as in an older copy of its data.
    const older = machine(`older-${randomUUID()}`, 'older');
    mkdirSync(older['DATA'] ?? '', { recursive: true });
    for (const keys of ['keys.db', 'patients.key']) copyFileSync(join(data, keys), join(older['DATA'] ?? '', keys));
    await succeeds(['import', join(SAMPLES, 'tiny', 'facts')], older);
    const lost = { ...older, DATA: data };
    expect((await decompte(['projections', 'status'], { env: lost })).stderr).toMatch(/remis d’une sauvegarde/);
    renameSync(join(data, 'kurrentdb-copy.db'), join(data, 'kurrentdb-copy.db.lost'));
    for (const more of ['-wal', '-shm'])
      if (existsSync(join(data, `kurrentdb-copy.db${more}`)))
        renameSync(join(data, `kurrentdb-copy.db${more}`), join(data, `kurrentdb-copy.db.lost${more}`));
    // The read store is gone with it: the copy is the only witness.
    rmSync(join(data, 'read'), { recursive: true });
    const run = (...args: string[]) => decompte(args, { env: lost });
    const losses = await run('audit', 'losses', '--json');
    const found = JSON.parse(losses.stdout) as { loss: { lost: { kind: string; position: number }[] } };
    expect(losses.status).toBe(1);
    expect(found.loss.lost).toMatchObject([{ kind: 'COPY', name: 'kurrentdb-copy.db.lost', position: events }]);
    const submit = () => run('submit', '--from', '2023-Q1', '--to', '2023-Q1', '--as', 'alice');
    expect((await submit()).stderr).toMatch(/le journal a perdu sa fin.*rien ne se décide ni ne se paie/);
    expect((await run('audit', 'loss', 'report', '--reason', 'restauration', '--as', 'alice')).status).toBe(0);
    const [code = ''] = /(?<=--code )\w+/.exec((await run('audit', 'losses')).stdout) ?? [];
    expect((await run('audit', 'loss', 'acknowledge', '--code', code, '--as', 'alice')).status).not.toBe(0);
    expect((await run('audit', 'loss', 'acknowledge', '--code', code, '--as', 'bob')).status).toBe(0);
    expect((await run('audit', 'losses')).status).toBe(0);
    // The calculation is lost completely: it is made again, and decided.
    await succeeds(['calculate', ...range], lost);
    const submitted = await submit();
    expect([submitted.status, submitted.stderr]).toStrictEqual([0, expect.not.stringMatching(/perdu sa fin/)]);
    expect((await verified(lost)).fits).toBe(true);
  });

  test('refuses to back up the copy of a machine', async () => {
    const here = machine(`backup-${randomUUID()}`, 'here');
    const { status, stderr } = await decompte(['backup', '--to', join(folder, 'backup')], { env: here });
    expect(status).toBe(2);
    expect(stderr).toMatch(/sauvegardez le serveur, ou copiez le journal par decompte migrate/);
  });

  test('reports an unreachable server in one sentence', async () => {
    const env = {
      EVENT_STORE_URL: 'kurrentdb://127.0.0.1:9?tls=false',
      READ_STORE_URL: '',
      DATA: join(folder, 'away'),
    };
    const { status, stderr } = await decompte(['projections', 'status'], { env });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^KurrentDB ne répond pas depuis 10 s : vérifiez qu’il tourne, .*\.$/m);
  });
});
