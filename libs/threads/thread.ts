/** A thread of Threads: runs the work of the module that its first order names, one order after the other. */
import { parentPort } from 'node:worker_threads';
import {
  type ThreadAnswer,
  type Begin,
  type Computing,
  OWN,
  type Order,
  type OwnTasks,
} from '#libs/threads/computing.ts';
import { passedError } from '#libs/threads/passed-error.ts';

let computing: Computing<unknown, unknown, unknown> | undefined;
let last: Promise<void> = Promise.resolve();

function answer(given: ThreadAnswer): void {
  parentPort?.postMessage(given);
}

async function obey(order: Order): Promise<void> {
  switch (order.kind) {
    case 'begin': {
      const { begin } = (await import(order.module)) as { begin: Begin<unknown, unknown, unknown, unknown> };
      computing = await begin(order.given);
      answer({ kind: 'begun', isReady: computing !== undefined });
      if (order.own === undefined) return;
      if (haveAllBegun(order.own, computing !== undefined) && computing !== undefined)
        await takeAll(computing, order.own);
      await end();
      return;
    }
    case 'task':
      answer({ kind: 'result', index: order.index, result: await computing?.run(order.task, report) });
      return;
    case 'end':
      await end();
  }
}

function report(amount: number): void {
  answer({ kind: 'progress', amount });
}

/** Waits until every thread has begun, or could not. */
function haveAllBegun({ threads, shared }: OwnTasks, isReady: boolean): boolean {
  const at = new Int32Array(shared);
  if (!isReady) Atomics.store(at, OWN.couldNot, 1);
  Atomics.add(at, OWN.begun, 1);
  Atomics.notify(at, OWN.begun);
  for (let begun = Atomics.load(at, OWN.begun); begun < threads; begun = Atomics.load(at, OWN.begun))
    Atomics.wait(at, OWN.begun, begun);
  return Atomics.load(at, OWN.couldNot) === 0;
}

async function takeAll({ run }: Computing<unknown, unknown, unknown>, { tasks, shared }: OwnTasks): Promise<void> {
  const at = new Int32Array(shared);
  for (let i = Atomics.add(at, OWN.next, 1); i < tasks.length; i = Atomics.add(at, OWN.next, 1))
    await run(tasks[i], report);
}

async function end(): Promise<void> {
  answer({ kind: 'total', total: computing?.end() });
  await computing?.close();
  computing = undefined;
}

parentPort?.on('message', (order: Order) => {
  last = last
    .then(() => obey(order))
    .catch((error: unknown) => {
      answer({ kind: 'failed', error: passedError(error) });
    });
});
