/** Threads share tasks, give results in order and totals, and stop with the cause of a failure. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { type SharedWork, Threads } from '#libs/threads/threads.ts';
import type { CountingTask } from '#test/support/threads/counting.ts';

const MODULE = new URL('../../test/support/threads/counting.ts', import.meta.url).href;
const threads = new Threads({ count: 2 });
afterAll(() => threads.close());

function share(
  tasks: readonly CountingTask[],
  more: Partial<SharedWork<CountingTask, string>> = {},
): Promise<readonly number[] | undefined> {
  return threads.share<CountingTask, string, number>({ module: MODULE, given: { isReady: true }, tasks, ...more });
}

test('results come in the order of the tasks, and the totals of the threads add up to those of all tasks', async () => {
  const results: string[] = [];
  let progress = 0;
  const tasks = ['slow', ...Array.from({ length: 40 }, (_, i) => i + 1)] as const;
  const totals = await share(tasks, {
    onResult: async (result) => {
      results.push(result);
    },
    onProgress: (amount) => {
      progress += amount;
    },
  });
  expect(results).toStrictEqual(tasks.map((task) => `did ${task}`));
  expect([totals?.length, totals?.reduce((a, b) => a + b, 0), progress]).toStrictEqual([2, 820, 41]);
  expect(await share([])).toStrictEqual([]);
});

test('a task that fails stops the work with its error, and later work is not harmed', async () => {
  await expect(share([1, 2, 'throw', 3])).rejects.toThrow(new RangeError('this task cannot be done'));
  expect((await share([1, 2, 3]))?.reduce((a, b) => a + b, 0)).toBe(6);
  const full = await share(['full']).catch((error: unknown) => error);
  expect(full).toBeInstanceOf(StoreUnavailable);
  expect(full).toMatchObject({ code: 'STORE_DISK_FULL', data: {} });
});

test('a thread that dies stops the work with its cause', async () => {
  await expect(share([1, 'exit', 2])).rejects.toThrow('a thread ended with code 7 before its work was done');
});

test('an error thrown by a callback stops the work within the tasks that the threads have in hand', async () => {
  let taken = 0;
  const stop = new Error('asked to stop');
  const stopping = share(
    Array.from({ length: 1_000 }, () => 1),
    {
      onResult: async () => {
        if (++taken === 3) throw stop;
      },
    },
  );
  await expect(stopping).rejects.toBe(stop);
  expect(taken).toBe(3);
  await expect(
    share([1, 2], {
      onProgress: () => {
        throw stop;
      },
    }),
  ).rejects.toBe(stop);
});

test('if a thread cannot begin, no task is done', async () => {
  let progress = 0;
  const onProgress = (amount: number): void => {
    progress += amount;
  };
  expect(await share([1, 2], { given: { isReady: false }, onProgress })).toBeUndefined();
  const butOne = (): unknown => ({ isReady: true, butOne: new SharedArrayBuffer(4) });
  expect(await share([1, 2, 3], { given: butOne(), onProgress })).toBeUndefined();
  const onResult = async (): Promise<void> => {
    onProgress(1);
  };
  expect(await share([1, 2, 3], { given: butOne(), onProgress, onResult })).toBeUndefined();
  expect(progress).toBe(0);
  expect((await share([1, 2, 3]))?.reduce((a, b) => a + b, 0)).toBe(6);
});

test('an assistant does its requests in turn, and its thread is free for other work once it ends', async () => {
  const assistant = threads.assistant<CountingTask, string>({ module: MODULE, given: { isReady: true } });
  const asked = [assistant.ask('slow'), assistant.ask(1), assistant.ask(2)];
  expect(await Promise.all(asked)).toStrictEqual(['did slow', 'did 1', 'did 2']);
  await assistant.end();
  expect((await share([1, 2]))?.length).toBe(2);
});

test('an assistant that failed, died or could not begin fails all its requests, and later ones', async () => {
  const begun = (isReady: boolean) => threads.assistant<CountingTask, string>({ module: MODULE, given: { isReady } });
  const ends = [
    { assistant: begun(true), task: 'throw', message: 'this task cannot be done' },
    { assistant: begun(true), task: 'exit', message: 'a thread ended with code 7' },
    { assistant: begun(false), task: 1, message: 'a thread could not begin its work' },
  ] as const;
  for (const { assistant, task, message } of ends) {
    const asked = [assistant.ask(task), assistant.ask(1)];
    for (const one of asked) await expect(one).rejects.toThrow(message);
    await expect(assistant.ask(1)).rejects.toThrow(message);
    await expect(assistant.end()).rejects.toThrow(message);
    await assistant.stop();
  }
});

test.each(['exit later', 'throw later'] as const)(
  'a thread that dies while it waits is not used again: %s',
  async (dies) => {
    const own = new Threads({ count: 2 });
    const gate = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const shared = (tasks: readonly CountingTask[]) =>
      own.share<CountingTask, string, number>({ module: MODULE, given: { isReady: true, gate }, tasks });
    await shared([dies, 1]);
    expect(own.waiting).toBe(2);
    Atomics.store(new Int32Array(gate), 0, 1);
    Atomics.notify(new Int32Array(gate), 0);
    while (own.waiting > 1) await setTimeout(10);
    expect((await shared([1, 2, 3]))?.reduce((a, b) => a + b, 0)).toBe(6);
    await own.close();
  },
);

test('no more threads wait than work at once', async () => {
  await Promise.all([share([1, 2]), share([3, 4]), share([5, 6])]);
  expect(threads.waiting).toBe(2);
});

test('little work, or one thread, is not worth sharing', () => {
  expect([threads.isWorthwhile(10_000), threads.isWorthwhile(1_000_000)]).toStrictEqual([false, true]);
  expect(new Threads({ count: 1 }).isWorthwhile(1_000_000)).toBe(false);
});

test('the bundle of the programs has each module that threads start', async () => {
  const bundle = (await import(new URL('../../scripts/bundle.mjs', import.meta.url).href)) as {
    readonly threads: () => readonly string[];
  };
  const libs = join(import.meta.dirname, '..');
  const started = readdirSync(libs, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
    .flatMap((path) =>
      [...readFileSync(join(libs, path), 'utf8').matchAll(/moduleBeside\(import\.meta\.url, '([^']+)'\)/g)].map(
        ([, name = '']) => join('libs', dirname(path), name),
      ),
    );
  expect(started.length).toBeGreaterThan(4);
  expect(bundle.threads()).toStrictEqual(expect.arrayContaining(started));
});
