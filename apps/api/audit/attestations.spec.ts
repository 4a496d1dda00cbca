/** An answer of an authority, and a countersignature, sent over HTTP: kept when they are of the checkpoint, refused otherwise. */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AttestationsController } from '#apps/api/audit/attestations.controller.ts';
import { AuditKeysController } from '#apps/api/audit/keys.controller.ts';
import type { Commands } from '#apps/api/http/commands.ts';
import type { CommandRequest } from '#apps/api/http/idempotency.ts';
import { makeKeyPair, readCheckpoints } from '#libs/audit/checkpoint.ts';
import { keysInHistory, readSuccessions, signSuccession, writeSuccession } from '#libs/audit/key-history.ts';
import { countersign } from '#libs/audit/countersignature.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const SAMPLES = join(import.meta.dirname, '../../../test/samples/timestamps');
const folder = temporaryFolder();
const checkpoints = join(folder, 'checkpoints');
const second = makeKeyPair();
const params = { position: '12' };
const asked = {} as CommandRequest;
let controller: AttestationsController;

beforeAll(() => {
  mkdirSync(checkpoints);
  cpSync(join(SAMPLES, 'checkpoint-12.json'), join(checkpoints, 'checkpoint-12.json'));
  writeFileSync(join(folder, 'second.pem'), second.publicPem);
  controller = new AttestationsController({ claim: async () => undefined } as unknown as Commands, {
    checkpoints,
    key: undefined,
    publicKeys: [join(folder, 'second.pem')],
    authorities: [join(SAMPLES, 'ec-ca.pem')],
  });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const attest = (body: object) => controller.attest(params, body, asked);

test('both are kept beside the checkpoint, and the request goes out with its digest', async () => {
  const digest = readFileSync(join(SAMPLES, 'checkpoint-12.digest'), 'utf8').trim();
  const { timestampRequest, ...before } = controller.read(params, {});
  expect(before).toStrictEqual({ position: 12, digest, files: [] });
  expect(Buffer.from(timestampRequest, 'base64').toString('hex')).toContain(digest);
  const timestamp = readFileSync(join(SAMPLES, 'timestamp-12.tsr')).toString('base64');
  expect(await attest({ timestamp })).toMatchObject({ files: ['timestamp-12.tsr'] });
  const [file] = readCheckpoints(checkpoints);
  if (file === undefined) throw new RangeError('there is one');
  const key = createPrivateKey(second.privatePem);
  const countersigned = countersign(file.checkpoint, key, '2026-11-28T11:00:00.000Z');
  const countersignature = Buffer.from(JSON.stringify(countersigned)).toString('base64');
  expect((await attest({ countersignature })).files).toHaveLength(2);
});

test('refuses a stamp of another text, both attestations at once, none of them, and an unknown checkpoint', async () => {
  const other = readFileSync(join(SAMPLES, 'ec.tsr')).toString('base64');
  await expect(attest({ timestamp: other })).rejects.toMatchObject({ code: 'TIMESTAMP_REFUSED' });
  await expect(attest({})).rejects.toMatchObject({ status: 400 });
  await expect(attest({ timestamp: other, countersignature: 'e30=' })).rejects.toMatchObject({ status: 400 });
  await expect(attest({ countersignature: 'e30=' })).rejects.toMatchObject({ status: 400 });
  expect(() => controller.read({ position: '13' }, {})).toThrow(/il n’y a pas de point de contrôle de la position 13/);
});

test('the history of the keys has each in its time, and the file by which one took over', async () => {
  const [before, after] = [makeKeyPair(), makeKeyPair()];
  const [oldKey, newKey] = [before, after].map(({ privatePem }) => createPrivateKey(privatePem));
  if (!oldKey || !newKey) throw new RangeError('there are two');
  const since = '2026-12-01T00:00:00.000Z';
  const succession = signSuccession(oldKey, newKey, since);
  writeSuccession(checkpoints, succession);
  const files = readCheckpoints(checkpoints).map(({ checkpoint }) => checkpoint);
  const found = keysInHistory([createPublicKey(before.publicPem)], readSuccessions(checkpoints), files);
  const signer = files[0]?.key;
  expect(found).toHaveLength(3);
  expect(found.find(({ key }) => key === signer)).toMatchObject({ publicKey: null, checkpoints: 1, until: null });
  expect(found.find(({ key }) => key === before.id)).toMatchObject({ since: null, until: since, previous: null });
  expect(found.at(-1)).toMatchObject({ key: after.id, since, until: null, previous: before.id, checkpoints: 0 });
  const keys = new AuditKeysController({ checkpoints, key: undefined, publicKeys: [] });
  expect(keys.read({ key: after.id }, {})).toStrictEqual(succession);
  expect(() => keys.read({ key: before.id }, {})).toThrow(/n’a pris la suite d’aucune autre/);
});
