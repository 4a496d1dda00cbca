/** If the process of a dry run is killed, its data cannot be read, and the next process removes its files. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import { makeThrowAwayFolder, sweepThrowAwayFolders } from '#libs/runtime/throw-away-folders.ts';
import { withThrowAwayStores } from '#libs/runtime/throw-away-stores.ts';
import { COMMIT } from '#test/support/commit.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const PATIENT = 'P0000008';

function described() {
  const of = { patient_id: PATIENT, birth_date: '1950-03-17', sex: 'F', died_on: '', known_on: '2021-01-01' };
  const data = JSON.stringify(of);
  const event = { type: 'PatientDescribed', schemaVersion: 1, effective: '2021', knownOn: '2021-01-01', data };
  return { stream: `patient-${PATIENT}`, event: { id: eventId('PatientDescribed', data), ...event } };
}

/** The folders of this process. */
function folders(): string[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith('decompte-') && name.includes(`-${process.pid}-`))
    .map((name) => join(tmpdir(), name));
}

test('while it works its files name nobody, and contain no key', async () => {
  const before = folders();
  let found: string[] = [];
  await withThrowAwayStores(
    () => COMMIT.recordedAt,
    async ({ log, readStore }) => {
      await log.record([described()], COMMIT);
      const documents = await readStore.upToDate(DOSSIERS, log);
      expect((await documents.get([PATIENT])).has(PATIENT)).toBe(true);
      expect(await log.elsewhere()).toBeUndefined();
      found = folders().filter((one) => !before.includes(one));
      expect(found).toHaveLength(1);
      const files = readdirSync(found[0] ?? '', { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
      expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['events.db', 'keys.db']));
      expect(files.filter(({ name }) => name.endsWith('.key'))).toStrictEqual([]);
      for (const { parentPath, name } of files)
        expect([name, readFileSync(join(parentPath, name)).includes(PATIENT)]).toStrictEqual([name, false]);
    },
  );
  expect(found.map((one) => existsSync(one))).toStrictEqual([false]);
});

test('files that a dead process left are removed, and no others', () => {
  const folder = temporaryFolder();
  const host = hostname().replaceAll(/[^A-Za-z0-9.]/g, '');
  const dead = `decompte-${host}-${spawnSync('true').pid}-abc`;
  const alive = `decompte-${host}-${process.ppid}-abc`;
  const others = [`decompte-other.host-4000001-abc`, 'decompte-test-4000001', `decompte-${host}-x`, 'elsewhere'];
  for (const name of [dead, alive, ...others]) mkdirSync(join(folder, name, 'read'), { recursive: true });
  const own = makeThrowAwayFolder(folder);
  sweepThrowAwayFolders(folder);
  expect(readdirSync(folder).toSorted()).toStrictEqual([alive, ...others, own.slice(folder.length + 1)].toSorted());
  rmSync(folder, { recursive: true });
});

test('a place that is missing, or no folder, has none to remove', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'file');
  writeFileSync(file, '');
  for (const place of [join(folder, 'none'), file])
    expect(() => {
      sweepThrowAwayFolders(place);
    }).not.toThrow();
  rmSync(folder, { recursive: true });
});
