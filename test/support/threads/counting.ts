/** Work for threads in tests: adds numbers, and misbehaves as it is told. */
import { setTimeout } from 'node:timers/promises';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import type { Begin } from '#libs/threads/computing.ts';

export type CountingTask = number | 'throw' | 'exit' | 'slow' | 'full';

export const begin: Begin<{ readonly isReady: boolean }, CountingTask, string, number> = ({ isReady }) => {
  let total = 0;
  if (!isReady) return undefined;
  return {
    run: async (task, report) => {
      if (task === 'throw') throw new RangeError('this task cannot be done');
      if (task === 'full') throw new StoreUnavailable({ code: 'STORE_DISK_FULL', data: {} });
      if (task === 'exit') process.exit(7);
      if (task === 'slow') await setTimeout(100);
      else total += task;
      report(1);
      return `did ${task}`;
    },
    end: () => total,
    close: () => undefined,
  };
};
