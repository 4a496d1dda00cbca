/** The letters of a period as a job, and their ZIP file: the digests of the list, the same bytes as the command line writes. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DecompteClient } from '#libs/client/client.ts';
import { type Job, accepted, endOf, keyed, successOf } from '#test/support/client.ts';
import { decompteHere } from '#test/support/command-line.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import type { Reads } from '#test/api/reads.spec.ts';
import type { Service } from '#test/support/service.ts';

const reads: Reads = (started) => {
  describe('letters of a period', () => {
    const PERIOD = '2021-Q2';
    const folder = temporaryFolder();
    let service: Service;
    let alice: DecompteClient;
    let job: Job;
    beforeAll(async () => {
      service = started();
      alice = await service.client('operator', 'Alice');
      job = await accepted(alice.POST('/letters', { params: keyed(), body: { period: PERIOD } }));
    });
    afterAll(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    async function archive(id: string, as: 'auditor' | 'team' = 'auditor'): Promise<Response> {
      const token = await service.token(as, 'Zoé', as === 'team' ? 'PEPS-01' : undefined);
      return fetch(`${service.baseUrl}/letters/${id}`, { headers: { authorization: `Bearer ${token}` } });
    }

    const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

    /** The entries of a ZIP file without compression, by name. */
    function entriesOf(zip: Buffer): ReadonlyMap<string, Buffer> {
      const entries = new Map<string, Buffer>();
      const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006'));
      let at = zip.readUInt32LE(end + 16);
      for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
        const [size, name, more, comment] = [
          zip.readUInt32LE(at + 24),
          ...[28, 30, 32].map((by) => zip.readUInt16LE(at + by)),
        ];
        assert.ok(name !== undefined && more !== undefined && comment !== undefined);
        const header = zip.readUInt32LE(at + 42);
        const begin = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
        entries.set(zip.toString('utf8', at + 46, at + 46 + name), zip.subarray(begin, begin + size));
        at += 46 + name + more + comment;
      }
      return entries;
    }

    test('lists each letter with the digest that its file has', async () => {
      const result = await successOf(alice, job);
      assert.ok('letters' in result);
      expect(result.letters.map(({ file }) => file)).toStrictEqual([`PEPS-01_${PERIOD}_0.pdf`]);
      const response = await archive(job.id);
      expect([response.status, response.headers.get('content-type')]).toStrictEqual([200, 'application/zip']);
      expect(response.headers.get('content-disposition')).toBe(`attachment; filename="lettres_${PERIOD}.zip"`);
      const entries = entriesOf(Buffer.from(await response.arrayBuffer()));
      const [listed, ...pdfs] = [...entries];
      expect(listed?.[0]).toBe('lettres.csv');
      // For people: in French, with the mark by which Excel knows its encoding.
      expect(listed?.[1].toString()).toBe(
        `\uFEFFfichier;équipe;période;décision;sha256\r\n${result.letters
          .map(({ file, digest }) => `${file};PEPS-01;${PERIOD};0;${digest}\r\n`)
          .join('')}`,
      );
      expect(pdfs.map(([file, bytes]) => [file, digestOf(bytes)])).toStrictEqual(
        result.letters.map(({ file, digest }) => [file, digest]),
      );
    });

    test('gives the same file as the command line', async () => {
      const path = join(folder, 'letters.zip');
      const { status, stderr } = await decompteHere(['letter', 'all', PERIOD, '--out', path, '--data', service.folder]);
      assert.equal(status, 0, stderr);
      const served = Buffer.from(await (await archive(job.id)).arrayBuffer());
      expect(digestOf(readFileSync(path))).toBe(digestOf(served));
    });

    test('leaves no part of a file on the command line where it cannot be written whole', async () => {
      const path = join(folder, 'a-folder');
      mkdirSync(path);
      // A folder is refused before the letters are made; a full disk stops them.
      for (const [out, code] of [
        [path, 2],
        ['/dev/full', 1],
      ] as const) {
        const { status } = await decompteHere(['letter', 'all', PERIOD, '--out', out, '--data', service.folder]);
        expect([out, status]).toStrictEqual([out, code]);
      }
      expect(readdirSync(folder).filter((name) => name.includes('.part'))).toStrictEqual([]);
    });

    test('fails for a period without a decision, and has no file of it or of another kind of job', async () => {
      const none = await accepted(alice.POST('/letters', { params: keyed(), body: { period: '2030-Q1' } }));
      expect(await endOf(alice, none)).toMatchObject({
        state: 'FAILED',
        error: expect.stringMatching(/rien n’est décidé/),
      });
      expect((await archive(none.id)).status).toBe(422);
      expect((await archive('0'.repeat(24))).status).toBe(404);
    });

    test('is not for teams', async () => {
      expect((await archive(job.id, 'team')).status).toBe(403);
    });

    test('refuses the file once a decision of the list was withdrawn', async () => {
      const decide = async (step: string, as: string, ...more: readonly string[]): Promise<void> => {
        const { status, stderr } = await decompteHere([
          ...[step, 'PEPS-01', '2022-Q1', '--as', as, ...more, '--data', service.folder],
        ]);
        assert.equal(status, 0, stderr);
      };
      await decide('approve', 'Zoé');
      const listed = await accepted(alice.POST('/letters', { params: keyed(), body: { period: '2022-Q1' } }));
      await successOf(alice, listed);
      expect((await archive(listed.id)).status).toBe(200);
      await decide('withdraw', 'Zoé', '--reason', 'essai');
      const response = await archive(listed.id);
      expect([response.status, await response.text()]).toStrictEqual([
        422,
        expect.stringMatching(/PEPS-01_2022-Q1_0\.pdf n’est plus celle de la liste/),
      ]);
      // Restores the state.
      await decide('submit', 'Alice');
    });
  });
};

export default reads;
