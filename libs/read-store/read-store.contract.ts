/**
 * The contract of every adapter of the read store: its catalogue (catalogue.ts), and the whole store under the engine (read-store.ts). Each
 * connection stands for a process.
 */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Build, Catalogue } from '#libs/read-store/catalogue.ts';
import { ORIGIN } from '#libs/read-store/document-store.ts';
import { ReadStoreEngine } from '#libs/read-store/engine/read-store-engine.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import { NotServed, PoisonEvent, type ReadStore } from '#libs/read-store/read-store.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { type Noted, STREAMS, Talk, WORDS, contents, watched } from '#test/support/talk.ts';

interface OpenedReadStore {
  /** Opens another connection, like another process. */
  readonly connect: () => Promise<Catalogue>;
  /** The numbers of a projection's builds with any stored data. */
  readonly builds: (projection: string) => Promise<readonly number[]>;
  readonly close: () => Promise<void>;
}

export function readStoreContract(name: string, open: () => Promise<OpenedReadStore>): void {
  describe(name, () => {
    let opened: OpenedReadStore[];
    let talks: Talk[];
    let store: OpenedReadStore;
    let talk: Talk;

    beforeEach(async () => {
      [opened, talks] = [[], []];
      store = await openNew();
      talk = newTalk();
    });

    afterEach(async () => {
      for (const one of [...opened, ...talks]) await one.close();
    });

    async function openNew(): Promise<OpenedReadStore> {
      const made = await open();
      opened.push(made);
      return made;
    }

    function newTalk(): Talk {
      const made = new Talk();
      talks.push(made);
      return made;
    }

    async function engine(of = store): Promise<ReadStore> {
      return new ReadStoreEngine(await of.connect());
    }

    describe('the catalogue', () => {
      async function put(build: Build, text: string): Promise<void> {
        await build.documents.commit(0, { puts: [['a', text]], checkpoint: ORIGIN });
      }

      test('no build is in use before a process says so, and a build begins empty at position 0', async () => {
        const catalogue = await store.connect();
        expect(await catalogue.serving('words')).toBe(undefined);
        const build = await catalogue.begin('words', 3);
        expect([build.projection, build.version]).toStrictEqual(['words', 3]);
        expect(await build.documents.checkpoint()).toStrictEqual(ORIGIN);
        expect(await catalogue.serving('words')).toBe(undefined);
        expect(await catalogue.serve(build)).toBe(true);
        const serving = await catalogue.serving('words');
        expect([serving?.version, serving?.number]).toStrictEqual([3, build.number]);
        expect(await catalogue.serving('streams')).toBe(undefined);
      });

      test('a build that a process puts in use is in use for every process, with its documents', async () => {
        const [one, two] = [await store.connect(), await store.connect()];
        for (const text of ['1', '2']) {
          const build = await one.begin('words', 1);
          await put(build, text);
          await one.serve(build);
          const found = (await two.serving('words'))?.documents;
          expect(await found?.get(['a'])).toStrictEqual(new Map([['a', text]]));
          expect((await two.serving('words'))?.documents).toBe(found);
        }
      });

      test('builds have documents of their own, and a later build has a higher number, of two processes too', async () => {
        const [one, two] = [await store.connect(), await store.connect()];
        const builds = [await one.begin('words', 1), await two.begin('words', 1), await one.begin('streams', 1)];
        for (const [i, build] of builds.entries()) await put(build, String(i));
        for (const [i, { documents }] of builds.entries())
          expect(await documents.get(['a'])).toStrictEqual(new Map([['a', String(i)]]));
        expect(builds[1]?.number).toBeGreaterThan(builds[0]?.number ?? Infinity);
      });

      test('of two builds at once the one begun last serves, whichever ends first', async () => {
        const [one, two] = [await store.connect(), await store.connect()];
        const [first, last] = [await one.begin('words', 1), await two.begin('words', 2)];
        expect([await two.serve(last), await one.serve(first)]).toStrictEqual([true, false]);
        expect((await one.serving('words'))?.number).toBe(last.number);
        const again = await one.begin('words', 1);
        expect([await one.serve(again), (await two.serving('words'))?.version]).toStrictEqual([true, 1]);
      });

      test('removes builds older than the one in use, and keeps newer ones and other projections', async () => {
        const catalogue = await store.connect();
        const other = await catalogue.begin('words-of-old', 1);
        const builds: Build[] = [];
        for (let i = 0; i < 4; i++) builds.push(await catalogue.begin('words', i));
        const [replaced, , serving, beingMade] = builds.map((build) => build);
        if (replaced === undefined || serving === undefined || beingMade === undefined)
          throw new RangeError('4 builds');
        await catalogue.serve(replaced);
        await catalogue.serve(serving);
        await catalogue.removeOlder(serving);
        expect(await store.builds('words')).toStrictEqual([serving.number, beingMade.number]);
        await catalogue.discard(beingMade);
        expect(await store.builds('words')).toStrictEqual([serving.number]);
        expect(await store.builds('words-of-old')).toStrictEqual([other.number]);
        expect((await catalogue.serving('words'))?.number).toBe(serving.number);
      });

      test('a reader of documents that were replaced and removed reads them to their end', async () => {
        const [reader, writer] = [await store.connect(), await store.connect()];
        for (const catalogue of [reader, writer]) {
          const build = await catalogue.begin('words', 1);
          const keys = Array.from({ length: 1_200 }, (_, i) => `k${String(i).padStart(4, '0')}`);
          await build.documents.commit(0, { puts: keys.map((key) => [key, '1']), checkpoint: ORIGIN });
          await catalogue.serve(build);
          const documents = (await reader.serving('words'))?.documents;
          let read = 0;
          for await (const batch of documents?.scan('k') ?? []) {
            read += batch.length;
            const next = await catalogue.begin('words', 1);
            await catalogue.serve(next);
            await catalogue.removeOlder(next);
          }
          expect(read).toBe(keys.length);
          expect((await documents?.get(['k0000']))?.size).toBe(1);
          expect(await contents((await reader.serving('words'))?.documents ?? build.documents)).toStrictEqual({});
        }
      });

      test('keeps scratch documents under their name, apart from those of every projection', async () => {
        const [one, two] = [await store.connect(), await store.connect()];
        await (await one.scratch('words')).commit(0, { puts: [['a', '1']], checkpoint: ORIGIN });
        await (await one.scratch('others')).commit(0, { puts: [['a', '2']], checkpoint: ORIGIN });
        const build = await one.begin('words', 1);
        await one.serve(build);
        await one.removeOlder(build);
        expect(await contents(await two.scratch('words'))).toStrictEqual({ a: 1 });
        expect(await contents(await two.scratch('others'))).toStrictEqual({ a: 2 });
        expect(await contents(build.documents)).toStrictEqual({});
      });
    });

    test('folding events as they come gives the same as building from the beginning', async () => {
      const said = fc.tuple(
        fc.constantFrom('talk-1', 'talk-2', 'talk-3', 'other-1'),
        fc.constantFrom('a', 'b', 'silence'),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(said, { maxLength: 5 }), { maxLength: 4 }), async (rounds) => {
          const made = newTalk();
          const [live, fresh] = [await engine(await openNew()), await engine(await openNew())];
          for (const round of rounds) {
            await made.say(...round);
            for (const projection of [WORDS, STREAMS]) await live.upToDate(projection, made.log);
          }
          for (const projection of [WORDS, STREAMS]) {
            const [a, b] = [await live.upToDate(projection, made.log), await fresh.upToDate(projection, made.log)];
            expect(await contents(a)).toStrictEqual(await contents(b));
            const status = await live.status(projection, made.log);
            expect([status.processed, status.position, status.poison]).toStrictEqual([status.stored, status.end, 0]);
            expect(await fresh.status(projection, made.log)).toStrictEqual(status);
          }
        }),
        { numRuns: 12 },
      );
    });

    test('a projection that was never built has position 0 and misses every stored event', async () => {
      await talk.say(['talk-1', 'a'], ['other-1', 'b']);
      expect(await (await engine()).status(WORDS, talk.log)).toStrictEqual({
        name: 'words',
        version: 0,
        position: 0,
        end: 2,
        stored: 1,
        processed: 0,
        poison: 0,
        bytes: 0,
      });
    });

    test('an event that cannot be folded live is set aside and counted, and those after it are folded', async () => {
      const readStore = await engine();
      await talk.say(['talk-1', 'a']);
      await readStore.upToDate(WORDS, talk.log);
      await talk.say(['talk-1', 'poison'], ['talk-1', 'b'], ['talk-2', 'poison']);
      const documents = await readStore.upToDate(WORDS, talk.log);
      expect(await contents(documents)).toStrictEqual({ 'talk-1': { words: ['a', 'b'] } });
      const status = await readStore.status(WORDS, talk.log);
      expect([status.poison, status.processed, status.stored]).toStrictEqual([2, 4, 4]);
      const [first, second] = await documents.poison();
      expect([first?.position, second?.position]).toStrictEqual([2, 4]);
      expect(first?.message).toBe('event 2 (Said, talk-1): Error: cannot be folded');
    });

    test.each([true, false])(
      'an event that cannot be folded stops a build, which leaves no document, and the old documents stay in use (by stream: %s)',
      async (documentPerStream) => {
        const readStore = await engine();
        const projection = { ...WORDS, documentPerStream };
        await talk.say(['talk-1', 'a']);
        await readStore.upToDate(projection, talk.log);
        await talk.say(['talk-1', 'poison']);
        await readStore.upToDate(projection, talk.log);
        const builds = await store.builds('words');
        await expect(readStore.rebuild(projection, talk.log)).rejects.toThrow(PoisonEvent);
        await expect(readStore.upToDate({ ...projection, version: 2 }, talk.log)).rejects.toThrow(PoisonEvent);
        expect(await store.builds('words')).toStrictEqual(builds);
        const status = await readStore.status(projection, talk.log);
        expect([status.version, status.poison, status.processed]).toStrictEqual([1, 1, 2]);
        expect(await contents((await readStore.serving(projection, talk.log)).documents)).toStrictEqual({
          'talk-1': { words: ['a'] },
        });
      },
    );

    test('of two processes that catch up at once one does the work', async () => {
      const [one, two] = [await engine(), await engine()];
      await talk.say(['talk-1', 'a']);
      await one.upToDate(WORDS, talk.log);
      await talk.say(['talk-1', 'b'], ['talk-2', 'c'], ['talk-1', 'd']);
      // The second overtakes the first between its reading of the checkpoint and its writing.
      let overtaken = false;
      const slow = watched(talk.log, async () => {
        if (overtaken) return;
        overtaken = true;
        await two.upToDate(WORDS, talk.log);
      });
      const documents = await one.upToDate(WORDS, slow);
      expect(overtaken).toBe(true);
      expect(await contents(documents)).toStrictEqual({
        'talk-1': { words: ['a', 'b', 'd'] },
        'talk-2': { words: ['c'] },
      });
      const status = await one.status(WORDS, talk.log);
      expect([status.processed, status.stored]).toStrictEqual([4, 4]);
      expect(await two.status(WORDS, talk.log)).toStrictEqual(status);
    });

    test('processes that catch up side by side end with each event folded once', async () => {
      const all = [await engine(), await engine(), await engine()];
      await all[0]?.upToDate(STREAMS, talk.log);
      for (let round = 0; round < 5; round++) {
        await talk.say(...Array.from({ length: 40 }, (_, i) => [`talk-${i % 9}`, `w${i % 4}`] as const));
        await Promise.all(all.map((readStore) => readStore.upToDate(STREAMS, talk.log)));
      }
      for (const readStore of all) {
        const { processed, stored, poison } = await readStore.status(STREAMS, talk.log);
        expect([processed, stored, poison]).toStrictEqual([200, 200, 0]);
      }
    });

    test('processes that build at once end with one build that serves all of them', async () => {
      await talk.say(['talk-1', 'a'], ['talk-2', 'b']);
      const all = [await engine(), await engine(), await engine()];
      const found = await Promise.all(all.map((readStore) => readStore.upToDate(WORDS, talk.log)));
      for (const documents of found)
        expect(await contents(documents)).toStrictEqual({ 'talk-1': { words: ['a'] }, 'talk-2': { words: ['b'] } });
      expect(await store.builds('words')).toHaveLength(1);
    });

    test('while a rebuild is made the old documents serve, and then the new ones', async () => {
      const [serving, rebuilding] = [await engine(), await engine()];
      await talk.say(['talk-1', 'a'], ['talk-2', 'b']);
      await serving.upToDate(WORDS, talk.log);
      const loud: Projection<Noted> = {
        ...WORDS,
        evolve: (noted, event) => ({
          words: WORDS.evolve(noted, event, event.stream).words.map((word) => word.toUpperCase()),
        }),
      };
      let during: unknown;
      const log = watched(talk.log, async () => {
        during ??= await contents((await serving.serving(WORDS, talk.log)).documents);
      });
      const status = await rebuilding.rebuild(loud, log);
      expect(during).toStrictEqual({ 'talk-1': { words: ['a'] }, 'talk-2': { words: ['b'] } });
      expect([status.processed, status.stored]).toStrictEqual([2, 2]);
      const after = await contents((await serving.serving(WORDS, talk.log)).documents);
      expect(after).toStrictEqual({ 'talk-1': { words: ['A'] }, 'talk-2': { words: ['B'] } });
      expect(await store.builds('words')).toHaveLength(1);
    });

    test('events that come in during a rebuild are in it', async () => {
      await talk.say(['talk-1', 'a']);
      let said = false;
      const log = watched(talk.log, async () => {
        if (said) return;
        said = true;
        await talk.say(['talk-1', 'b']);
      });
      const status = await (await engine()).rebuild(WORDS, log);
      expect([status.processed, status.stored, status.position]).toStrictEqual([2, 2, 2]);
    });

    test('a rebuild gives the same documents', async () => {
      const readStore = await engine();
      await talk.say(['talk-1', 'a'], ['talk-2', 'b'], ['talk-1', 'silence']);
      for (const projection of [WORDS, STREAMS]) {
        const before = await contents(await readStore.upToDate(projection, talk.log));
        await readStore.rebuild(projection, talk.log);
        expect(await contents(await readStore.upToDate(projection, talk.log))).toStrictEqual(before);
      }
    });

    test('a document that a projection no longer keeps is removed, at once and in a build', async () => {
      const readStore = await engine();
      const open: Projection<Noted> = {
        ...WORDS,
        documentPerStream: false,
        keeps: ({ words }) => !words.includes('end'),
      };
      await talk.say(['talk-1', 'a'], ['talk-2', 'a']);
      await readStore.upToDate(open, talk.log);
      await talk.say(['talk-1', 'end'], ['talk-3', 'a'], ['talk-3', 'end'], ['talk-3', 'b']);
      const left = { 'talk-2': { words: ['a'] }, 'talk-3': { words: ['b'] } };
      expect(await contents(await readStore.upToDate(open, talk.log))).toStrictEqual(left);
      expect(await readStore.firstOther(open, talk.log)).toBe(undefined);
      await readStore.rebuild(open, talk.log);
      expect(await contents(await readStore.upToDate(open, talk.log))).toStrictEqual(left);
    });

    test('documents that others fold all the time are no other ones than those of the log, and one that is other is found', async () => {
      const [comparing, folding] = [await engine(), await engine()];
      await talk.say(['talk-1', 'a'], ['talk-2', 'b']);
      await folding.upToDate(STREAMS, talk.log);
      let moves = 0;
      const moving = watched(talk.log, async () => {
        await talk.say(['talk-1', `${++moves}`], [`talk-${moves}`, 'a']);
        await folding.upToDate(STREAMS, talk.log);
      });
      expect(await comparing.firstOther(STREAMS, moving)).toBe(undefined);
      expect(moves).toBeGreaterThan(1);
      const serving = await (await store.connect()).serving('streams');
      const checkpoint = (await serving?.documents.checkpoint()) ?? ORIGIN;
      await serving?.documents.commit(checkpoint.position, { puts: [['word/b', '{"words":[]}']], checkpoint });
      expect(await comparing.firstOther(STREAMS, moving)).toMatchObject({ key: 'word/b' });
    });

    test('a new version of a projection is not served until it is built from the beginning', async () => {
      const readStore = await engine();
      const form = { write: String, read: Number };
      const { name, categories, documentPerStream } = WORDS;
      const words = { name, categories, documentPerStream, keys: (event: RecordedEvent) => WORDS.keys(event) };
      const counting: Projection<number> = { ...words, version: 2, form, evolve: (count) => (count ?? 0) + 1 };
      await talk.say(['talk-1', 'a']);
      await expect(readStore.serving(WORDS, talk.log)).rejects.toThrow(NotServed);
      await readStore.upToDate(WORDS, talk.log);
      await talk.say(['talk-1', 'b']);
      await expect(readStore.serving(counting, talk.log)).rejects.toThrow(NotServed);
      expect(await contents(await readStore.upToDate(counting, talk.log))).toStrictEqual({ 'talk-1': 2 });
      expect((await readStore.status(counting, talk.log)).version).toBe(2);
      await expect(readStore.serving(WORDS, talk.log)).rejects.toThrow(NotServed);
    });

    test('queries read the documents as they stand', async () => {
      const [worker, reader] = [await engine(), await engine()];
      await talk.say(['talk-1', 'a']);
      await worker.upToDate(WORDS, talk.log);
      await talk.say(['talk-1', 'b']);
      const { documents, checkpoint } = await reader.serving(WORDS, talk.log);
      expect(checkpoint).toStrictEqual(await documents.checkpoint());
      expect(await contents(documents)).toStrictEqual({ 'talk-1': { words: ['a'] } });
      await worker.upToDate(WORDS, talk.log);
      expect(await contents(documents)).toStrictEqual({ 'talk-1': { words: ['a', 'b'] } });
      const later = await reader.serving(WORDS, talk.log);
      expect(later.documents).toBe(documents);
      expect(later.checkpoint.position).toBe(2);
    });

    test('documents of another log are refused, and built again from the requested log', async () => {
      const [readStore, other] = [await engine(), newTalk()];
      await talk.say(['talk-1', 'a'], ['talk-1', 'b']);
      await other.say(['talk-1', 'x'], ['talk-1', 'y'], ['talk-1', 'z']);
      await readStore.upToDate(WORDS, talk.log);
      await readStore.serving(WORDS, talk.log);
      await expect(readStore.serving(WORDS, other.log)).rejects.toThrow(NotServed);
      expect(await contents(await readStore.upToDate(WORDS, other.log))).toStrictEqual({
        'talk-1': { words: ['x', 'y', 'z'] },
      });
    });

    test('documents ahead of a log that was put back from a copy are refused, and built again', async () => {
      const [readStore, copy] = [await engine(), newTalk()];
      await talk.say(['talk-1', 'a']);
      await copy.say(['talk-1', 'a']);
      await talk.say(['talk-1', 'b']);
      await readStore.upToDate(WORDS, talk.log);
      await expect(readStore.serving(WORDS, copy.log)).rejects.toThrow(NotServed);
      expect(await contents(await readStore.upToDate(WORDS, copy.log))).toStrictEqual({ 'talk-1': { words: ['a'] } });
    });

    test('a stop leaves whole batches, and the next process continues from there', async () => {
      const [stopped, next] = [await engine(), await engine()];
      await talk.say(['talk-1', 'a']);
      await stopped.upToDate(STREAMS, talk.log);
      await talk.say(['talk-1', 'b']);
      const stop = (): void => {
        throw new Error('stopped');
      };
      await expect(stopped.upToDate(STREAMS, talk.log, stop)).rejects.toThrow('stopped');
      const { processed, position } = await next.status(STREAMS, talk.log);
      expect([processed, position]).toStrictEqual([2, 2]);
      await next.upToDate(STREAMS, talk.log);
      expect((await next.status(STREAMS, talk.log)).processed).toBe(2);
    });

    test('scratch documents are written and removed, all or nothing', async () => {
      const readStore = await engine();
      const scratch = await readStore.scratch('notes');
      await scratch.write({ puts: [['a', '1']] });
      await scratch.write({ puts: [['b', '2']], removes: ['a'] });
      const failing = function* (): Iterable<readonly [string, string]> {
        yield ['c', '3'];
        throw new Error('no more');
      };
      await expect(scratch.write({ puts: failing() })).rejects.toThrow('no more');
      expect(await contents(await (await engine()).scratch('notes'))).toStrictEqual({ b: 2 });
    });

    test('scratch documents in whose place those of a projection are put are named as damaged', async () => {
      const checkpoint = { ...ORIGIN, position: 5 };
      await (await (await store.connect()).scratch('notes')).commit(0, { puts: [['a', '1']], checkpoint });
      const written = (await (await engine()).scratch('notes')).write({ puts: [['b', '2']] });
      await expect(written).rejects.toMatchObject({ code: 'SCRATCH_REPLACED', data: { documents: 'notes' } });
    });
  });
}
