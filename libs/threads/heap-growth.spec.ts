/** The heap is collected earlier during a bounded work, and given back after it; a tighter bound of the process stays. */
import { jest, expect, test } from '@jest/globals';

const flags: string[] = [];
let heapBytes = 0;
const collected: unknown[] = [];
jest.resetModules();
jest.unstable_mockModule('node:v8', () => ({
  setFlagsFromString: (flag: string) => flags.push(flag),
  getHeapStatistics: () => ({ total_heap_size: heapBytes }),
}));
jest.unstable_mockModule('node:vm', () => ({ runInNewContext: () => (how: unknown) => collected.push(how) }));
const { boundHeapGrowth, withHeapGrowth } = await import('#libs/threads/heap-growth.ts');

/** The bounds that V8 is given, in percent. */
function given(): number[] {
  return flags.splice(0).map((flag) => Number(/^--heap-growing-percent=(\d+)$/.exec(flag)?.[1]));
}

test('the bound holds for the work, and the one before holds after it, also if the work fails', async () => {
  expect(await withHeapGrowth(50, async () => given())).toStrictEqual([50]);
  expect(given()).toStrictEqual([0]);
  await expect(withHeapGrowth(50, () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
  expect(given()).toStrictEqual([50, 0]);
});

test('of two works that overlap the last one to end takes the bound away', async () => {
  const end = Promise.withResolvers<undefined>();
  const first = withHeapGrowth(50, () => end.promise);
  const second = withHeapGrowth(50, () => first);
  end.resolve(undefined);
  await second;
  expect(given()).toStrictEqual([50, 50, 50, 0]);
});

test('a tighter bound of the process stays', async () => {
  boundHeapGrowth(30);
  await withHeapGrowth(50, async () => undefined);
  expect(given()).toStrictEqual([30, 30, 30]);
});

test('a heap that grew much is given back after the work, also if it fails; one that was large before is not', async () => {
  const growing = async (from: number, to: number): Promise<void> => {
    heapBytes = from * 1024 * 1024;
    await withHeapGrowth(50, async () => {
      heapBytes = to * 1024 * 1024;
      throw new Error('no disk');
    }).catch(() => undefined);
  };
  await growing(60, 120);
  await growing(500, 510);
  expect(collected.splice(0)).toStrictEqual([]);
  await growing(60, 200);
  expect(collected.splice(0)).toStrictEqual([{ type: 'major', flavor: 'last-resort' }]);
});

test('no program gets the function that collects', async () => {
  heapBytes = 0;
  await withHeapGrowth(50, async () => {
    heapBytes = 256 * 1024 * 1024;
  });
  expect(flags.splice(0).slice(-2)).toStrictEqual(['--expose-gc', '--no-expose-gc']);
});
