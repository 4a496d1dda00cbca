/** Work for threads in tests: adds numbers, and misbehaves on request. */
import { setTimeout } from 'node:timers/promises';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import type { Begin } from '#libs/threads/computing.ts';

export type CountingTask = number | 'throw' | 'exit' | 'exit later' | 'throw later' | 'slow' | 'full';

interface Given {
  readonly isReady: boolean;
  /** One number, 0 at first: the first of the threads to begin fails. */
  readonly butOne?: SharedArrayBuffer;
  /** Tasks that misbehave later do so once its first number is not 0. */
  readonly gate?: SharedArrayBuffer;
}

/** Once the test lets it: on a busy machine another thread may take a while to end the work that they share. */
function later(gate: SharedArrayBuffer | undefined, misbehave: () => void): void {
  if (gate === undefined) throw new RangeError('this task needs what lets it misbehave');
  const { async, value } = Atomics.waitAsync(new Int32Array(gate), 0, 0);
  if (async) void value.then(misbehave);
  else misbehave();
}

export const begin: Begin<Given, CountingTask, string, number> = ({ isReady, butOne, gate }) => {
  let total = 0;
  if (!isReady) return undefined;
  if (butOne !== undefined && Atomics.add(new Int32Array(butOne), 0, 1) === 0) return undefined;
  return {
    run: async (task, report) => {
      if (task === 'throw') throw new RangeError('this task cannot be done');
      if (task === 'full') throw new StoreUnavailable({ code: 'STORE_DISK_FULL', data: {} });
      if (task === 'exit') process.exit(7);
      if (task === 'exit later') later(gate, () => process.exit(7));
      else if (task === 'throw later')
        later(gate, () => {
          throw new RangeError('nobody waits for this');
        });
      else if (task === 'slow') await setTimeout(100);
      else total += task;
      report(1);
      return `did ${task}`;
    },
    end: () => total,
    close: () => undefined,
  };
};
