/** Answers of test authorities (test/samples/timestamps), whole and altered. */
import { X509Certificate, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { NoStamp, stampOf } from '#apps/audit-verifier/timestamp.mjs';
import { timestampRequest, verifyTimestamp } from '#libs/audit/timestamp/timestamp.ts';

const SAMPLES = join(import.meta.dirname, '../../../test/samples/timestamps');
const DIGEST = createHash('sha256').update('what is signed of a checkpoint').digest('hex');

const read = (name: string): Buffer => readFileSync(join(SAMPLES, name));
const certificate = (name: string): X509Certificate => new X509Certificate(read(name));

test.each(['ec', 'rsa'])('an answer is verified by the certificate of the authority, or of its issuer (%s)', (kind) => {
  for (const trusted of [`${kind}-tsa.pem`, `${kind}-ca.pem`])
    expect(verifyTimestamp(read(`${kind}.tsr`), DIGEST, [certificate(trusted)])).toMatchObject({
      status: 'stamped',
      at: expect.stringMatching(/^2026-11-29T01:/) as unknown,
      by: `CN=Test time stamps ${kind}`,
    });
});

test('an answer about another text, of another authority, or with a refusal, proves nothing', () => {
  const trusted = [certificate('ec-ca.pem')];
  const fault = (of: string): object => ({ status: 'fault', fault: of });
  expect(verifyTimestamp(read('ec.tsr'), 'f'.repeat(64), trusted)).toStrictEqual(fault('OTHER_DIGEST'));
  expect(verifyTimestamp(read('rsa.tsr'), DIGEST, trusted)).toStrictEqual(fault('SIGNER_UNKNOWN'));
  expect(verifyTimestamp(read('ec.tsr'), DIGEST, [])).toStrictEqual(fault('SIGNER_UNKNOWN'));
  expect(verifyTimestamp(read('refused.tsr'), DIGEST, trusted)).toStrictEqual(fault('REFUSED'));
  for (const bytes of [Buffer.alloc(0), Buffer.from('no time stamp'), read('ec-ca.pem')])
    expect(verifyTimestamp(bytes, DIGEST, trusted)).toStrictEqual(fault('NO_TIMESTAMP'));
});

test.each(['ec', 'rsa'])('an answer with a changed byte does not count as the one that was given (%s)', (kind) => {
  const trusted = [certificate(`${kind}-ca.pem`)];
  const answer = read(`${kind}.tsr`);
  const given = verifyTimestamp(answer, DIGEST, trusted);
  for (let at = 0; at < answer.length; at += 3) {
    const changed = Buffer.from(answer);
    changed[at] = (changed[at] ?? 0) ^ 0x41;
    const found = verifyTimestamp(changed, DIGEST, trusted);
    // Names of algorithms and versions that are not read may differ; the stamped digest, the time and the signer may not.
    if (found.status === 'stamped') expect([at, found]).toStrictEqual([at, given]);
  }
  expect(verifyTimestamp(answer.subarray(0, -1), DIGEST, trusted)).toMatchObject({ fault: 'NO_TIMESTAMP' });
});

/** The script of an auditor, which shares no code with the product. */
function foundAlone(answer: Buffer, digest: string, trusted: readonly X509Certificate[]): object | undefined {
  try {
    return { status: 'stamped', ...stampOf(answer, digest, trusted) };
  } catch (error) {
    if (error instanceof NoStamp) return undefined;
    throw error;
  }
}

test.each(['ec', 'rsa'])('the stand-alone script agrees about every answer, changed or not (%s)', (kind) => {
  const trusted = [certificate(`${kind}-ca.pem`)];
  const same = (answer: Buffer, digest: string, by: readonly X509Certificate[]): void => {
    const found = verifyTimestamp(answer, digest, by);
    expect(foundAlone(answer, digest, by)).toStrictEqual(found.status === 'stamped' ? found : undefined);
  };
  const answer = read(`${kind}.tsr`);
  for (const by of [trusted, [certificate(`${kind}-tsa.pem`)], [certificate('ec-ca.pem')], []])
    same(answer, DIGEST, by);
  same(answer, 'f'.repeat(64), trusted);
  for (const other of [read('refused.tsr'), Buffer.alloc(0), answer.subarray(0, -1), Buffer.concat([answer, answer])])
    same(other, DIGEST, trusted);
  for (let at = 1; at < answer.length; at += 3) {
    const changed = Buffer.from(answer);
    changed[at] = (changed[at] ?? 0) ^ 0x41;
    same(changed, DIGEST, trusted);
  }
});

test('a request has the same bytes as the one that OpenSSL makes', () => {
  // openssl ts -query -digest … -sha256 -cert -no_nonce
  const imprint = `3031300d060960864801650304020105000420${DIGEST}`;
  expect(timestampRequest(DIGEST).toString('hex')).toBe(`3039020101${imprint}0101ff`);
});
