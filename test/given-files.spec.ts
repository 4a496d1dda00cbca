/** A pipe or a device in the place of a file that a person gives is refused in French by every reader: reading it would hold the program. */
import { spawn, spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { readBytes, readTextFile } from '#apps/cli/files.ts';
import { checkAttestations, readCertificate } from '#libs/audit/attestations.ts';
import { readCheckpoints, readKey } from '#libs/audit/checkpoint.ts';
import { readSuccessions } from '#libs/audit/key-history.ts';
import { keptBankFile } from '#libs/continuity/kept-witnesses.ts';
import { readGivenText } from '#libs/files/given-file.ts';
import { checkFile } from '#libs/intake/csv/fact-csv.ts';
import { readManifest } from '#libs/intake/csv/manifest.ts';
import { FACT_KINDS } from '#libs/intake/fact-kinds.ts';
import type { Refusal } from '#libs/kernel/domain-error.ts';
import { KeyFile } from '#libs/patient-keys/key-file.ts';
import { givenTo } from '#libs/runtime/environment.ts';
import { KEY_FILE } from '#libs/runtime/variable-kinds.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { systemReason } from '#libs/words/system.ts';
import { decompteHere } from '#test/support/command-line.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const PIPE = /n’est pas un fichier mais un tube ou un périphérique/;
const folder = temporaryFolder();
const pipe = join(folder, 'pipe');
const IN_FOLDERS = {
  checkpoints: `checkpoint-1.json`,
  successions: `key-${'0'.repeat(32)}.json`,
  countersignatures: 'countersignature-1-01234567.json',
  stamps: 'timestamp-1.tsr',
  witnesses: 'last-bank-file.json',
};
const CHECKPOINT = {
  position: 1,
  link: '',
  root: '',
  time: '',
  key: '',
  signature: '',
  format: 'decompte-checkpoint-1',
};
const FILE = { name: 'checkpoint-1.json', checkpoint: CHECKPOINT as never };
const TRUSTED = { publicKeys: [], authorities: [] };

function folderOf(kind: keyof typeof IN_FOLDERS): string {
  return join(folder, kind);
}

beforeAll(() => {
  const pipes = [pipe, ...Object.entries(IN_FOLDERS).map(([kind, name]) => join(folder, kind, name))];
  spawnSync('mkdir', ['-p', ...Object.keys(IN_FOLDERS).map((kind) => join(folder, kind))]);
  expect(spawnSync('mkfifo', ['-m', '600', ...pipes]).status).toBe(0);
  // Releases a reader that waits at a pipe with no data, so that its test fails.
  spawn('sh', ['-c', 'sleep 60; for pipe in "$@"; do timeout 1 sh -c ": > $pipe"; done', 'sh', ...pipes], {
    detached: true,
    stdio: 'ignore',
  }).unref();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Each gives its result, or throws. */
const READERS: Readonly<Record<string, () => unknown>> = {
  'a checkpoint': () => readCheckpoints(folderOf('checkpoints')),
  'a countersignature': () => checkAttestations(folderOf('countersignatures'), [FILE], TRUSTED),
  'a time stamp': () => checkAttestations(folderOf('stamps'), [FILE], TRUSTED),
  'the witness of the bank': () => keptBankFile(folderOf('witnesses')),
  'a key that signs': () => readKey(pipe, 'private'),
  'a certificate': () => readCertificate(pipe),
  'a file of facts': () => checkFile(pipe, FACT_KINDS[0] as never),
  'a manifest': () => readManifest(pipe),
  'a text of a command': () => readTextFile(pipe),
  'a file of the bank': () => readBytes(pipe).next(),
  'the key of the keys': () => new KeyFile(pipe).read(),
};

describe('a pipe is refused', () => {
  test.each(Object.entries(READERS))('in the place of %s', async (_, read) => {
    const failed: unknown = await Promise.resolve()
      .then(read)
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(Error);
    const { code, data, message } = failed as Error & Partial<Refusal>;
    const isRefusal = code !== undefined && data !== undefined;
    expect(isRefusal ? sentenceOf({ code, data }) : `${systemReason(failed)} ${message}`).toMatch(PIPE);
  });

  test('in the place of a succession of keys, of a variable and of a key that a variable names', () => {
    expect(() => readSuccessions(folderOf('successions'))).toThrow(/SUCCESSION_INVALID/);
    const faults: string[] = [];
    expect(givenTo('TOKEN', { TOKEN_FILE: pipe }, faults)).toBeUndefined();
    expect(faults.join()).toMatch(PIPE);
    expect(v.safeParse(KEY_FILE, pipe).issues?.[0].message).toMatch(PIPE);
  });

  test('by a command that reads a folder of checkpoints, with its name', async () => {
    const data = join(folder, 'data');
    const facts = join(folder, 'facts');
    spawnSync('mkdir', [facts]);
    writeFileSync(join(facts, 'communes.csv'), 'commune,from,poverty_rate,known_on\n');
    await decompteHere(['import', facts, '--data', data]);
    await decompteHere(['audit', 'keygen', '--out', join(folder, 'audit'), '--data', data]);
    const key = join(folder, 'audit', 'decompte-audit.pub.pem');
    const asked = ['--checkpoints', folderOf('checkpoints'), '--public-key', key];
    const { status, stderr } = await decompteHere(['audit', 'verify', '--data', data, ...asked]);
    expect([status, stderr]).toStrictEqual([2, expect.stringMatching(/checkpoint-1\.json.*tube ou un périphérique/)]);
  });
});

test('reads the files that the shell has opened for the process', () => {
  const program = "import { readGivenText } from '#libs/files/given-file.ts'; console.log(readGivenText('/dev/stdin'))";
  const node = `"${process.execPath}" --input-type=module --eval "${program}"`;
  const { stdout } = spawnSync('sh', ['-c', `printf 'a token' | ${node}`], { encoding: 'utf8' });
  expect(stdout).toBe('a token\n');
  expect(() => readGivenText(folder)).toThrow(/EISDIR/);
});

/** They read files that were shipped with the program, or that it wrote itself. */
const OWN_FILES = [
  'apps/api/audit/kept-file.ts',
  'apps/api/console/console-files.ts',
  'apps/api/contract/page.ts',
  // Reads a file that the service received and wrote down.
  'apps/api/payments/bank-answers/bank-answers.controller.ts',
  'apps/cli/commands/version.ts',
  'apps/worker/handlers/audit.ts',
  'apps/worker/handlers/dump.ts',
  'libs/audit/payment-bundle/rules-code.ts',
  'libs/letters/fonts.ts',
  'libs/regulation/prospective-schemes.ts',
  'libs/regulation/shipped.ts',
  // Reads a file of the system.
  'libs/runtime/open-files.ts',
  'libs/uploads/mongodb/mongo-uploads.ts',
];
const READS = /\b(?:readFileSync|readFile|createReadStream)\(/;

test('no other file reads one by itself', () => {
  const files = globSync(['libs/**/*.ts', 'apps/**/*.ts'], { exclude: ['**/*.spec.ts', '**/*.contract.ts'] });
  const reading = files.filter((file) => READS.test(readFileSync(file, 'utf8')));
  expect(reading.sort()).toStrictEqual([...OWN_FILES, 'libs/files/given-file.ts'].sort());
});
