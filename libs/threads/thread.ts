/** A thread of Threads: does the work of the module that it is told, one order after the other. */
import { parentPort } from 'node:worker_threads';
import type { Answer, Begin, Computing, Order } from '#libs/threads/computing.ts';
import { passedError } from '#libs/threads/passed-error.ts';

let computing: Computing<unknown, unknown, unknown> | undefined;
let last: Promise<void> = Promise.resolve();

function answer(given: Answer): void {
  parentPort?.postMessage(given);
}

async function obey(order: Order): Promise<void> {
  switch (order.kind) {
    case 'begin': {
      const { begin } = (await import(order.module)) as { begin: Begin<unknown, unknown, unknown, unknown> };
      computing = await begin(order.given);
      answer({ kind: 'begun', isReady: computing !== undefined });
      return;
    }
    case 'task': {
      const result = await computing?.run(order.task, (amount) => {
        answer({ kind: 'progress', amount });
      });
      answer({ kind: 'result', index: order.index, result });
      return;
    }
    case 'end':
      answer({ kind: 'total', total: computing?.end() });
      await computing?.close();
      computing = undefined;
  }
}

parentPort?.on('message', (order: Order) => {
  last = last
    .then(() => obey(order))
    .catch((error: unknown) => {
      answer({ kind: 'failed', error: passedError(error) });
    });
});
