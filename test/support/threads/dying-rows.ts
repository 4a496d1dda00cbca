/** Reads the rows of a file for another thread, and dies before the second batch. */
import {
  type RowsGiven,
  type RowsResult,
  type RowsTask,
  begin as beginReading,
} from '#libs/intake/reading/rows-thread.ts';
import type { Begin } from '#libs/threads/computing.ts';

export const begin: Begin<RowsGiven, RowsTask, RowsResult, undefined> = async (given) => {
  const reading = await beginReading(given);
  let batches = 0;
  return (
    reading && {
      ...reading,
      run: (task, report) => {
        if (task.do === 'read' && batches++ > 0) process.exit(9);
        return reading.run(task, report);
      },
    }
  );
};
