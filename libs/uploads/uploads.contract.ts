/** The contract of every adapter of uploaded files. Each connection stands for a machine. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { INCOMING, UploadMissing, type Uploads } from '#libs/uploads/uploads.ts';

interface OpenedUploads {
  /** Opens another connection, like another process, on another machine if the adapter supports several. */
  readonly connect: () => Promise<Uploads>;
  readonly close: () => Promise<void>;
}

/** Longer than a piece of any adapter, and not a multiple of it. */
const LONG = 'une ligne de faits, longue\n'.repeat(120_000);

export function uploadsContract(name: string, open: () => Promise<OpenedUploads>): void {
  describe(`${name} keeps the contract of uploads`, () => {
    let store: OpenedUploads;
    let [received, reader] = [undefined, undefined] as unknown as [Uploads, Uploads];

    beforeEach(async () => {
      store = await open();
      [received, reader] = [await store.connect(), await store.connect()];
    });

    afterEach(async () => {
      await received.close();
      await reader.close();
      await store.close();
    });

    async function incoming(files: Readonly<Record<string, string>>): Promise<string> {
      const folder = await received.incoming();
      mkdirSync(folder, { recursive: true });
      for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
      return folder;
    }

    function filesIn(folder: string): Record<string, string> {
      return Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
    }

    test('files received by one process are read by another, to the byte', async () => {
      const files = { 'acts.csv': LONG, 'empty.csv': '', 'é.csv': 'à' };
      await received.keep('job', await incoming(files));
      const { folder, close } = await reader.open('job');
      expect(filesIn(folder)).toStrictEqual(files);
      await close();
      const again = await received.open('job');
      expect(filesIn(again.folder)).toStrictEqual(files);
      await again.close();
    });

    test('files that are kept whole stay as they are', async () => {
      await received.keep('job', await incoming({ 'acts.csv': 'first' }));
      await reader.keep('job', await incoming({ 'acts.csv': 'second' }));
      const { folder, close } = await reader.open('job');
      expect(filesIn(folder)).toStrictEqual({ 'acts.csv': 'first' });
      await close();
    });

    test('a job without files, or with removed files, cannot be opened', async () => {
      await expect(reader.open('none')).rejects.toThrow(UploadMissing);
      await received.keep('job', await incoming({ 'acts.csv': 'text' }));
      await reader.remove('job');
      await reader.remove('job');
      await expect(received.open('job')).rejects.toThrow(UploadMissing);
    });

    test('lists complete uploads, and those under way on this machine', async () => {
      await received.keep('job', await incoming({ 'acts.csv': 'text' }));
      const folder = await incoming({ 'acts.csv': 'text' });
      const kept = await received.kept();
      const [job] = kept.filter((one) => one.job === 'job');
      expect(job?.sinceMs).toBeGreaterThan(0);
      const onItsWay = kept.filter((one) => one.job.startsWith(INCOMING));
      expect(onItsWay.some((one) => folder.endsWith(one.job))).toBe(true);
      for (const one of kept) await received.remove(one.job);
      expect(await received.kept()).toStrictEqual([]);
    });
  });
}
