/**
 * The combined speed of a machine's cores. Virtual cores may share one of the processor, and then two threads never halve the time: read
 * the figures of threads together with this one.
 */
import { hash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Worker, isMainThread, parentPort } from 'node:worker_threads';
import { once } from 'node:events';

const HASHES = 1_000_000;

/** The work of all cores together as a multiple of the work of one core alone: at best their number. */
export async function coresTogether(): Promise<number> {
  const threads = Array.from({ length: availableParallelism() }, () => new Worker(new URL(import.meta.url)));
  try {
    // The first round compiles the code of each.
    await Promise.all(threads.map(secondsOf));
    const [first] = threads;
    const alone = first === undefined ? NaN : await secondsOf(first);
    const together = await Promise.all(threads.map(secondsOf));
    return together.reduce((sum, seconds) => sum + alone / seconds, 0);
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

async function secondsOf(thread: Worker): Promise<number> {
  thread.postMessage('hash');
  const [seconds] = (await once(thread, 'message')) as [number];
  return seconds;
}

if (!isMainThread)
  parentPort?.on('message', () => {
    const start = performance.now();
    for (let i = 0; i < HASHES; i++) hash('sha256', `a row of some fifty characters, as files mostly have ${i}`);
    parentPort?.postMessage((performance.now() - start) / 1_000);
  });
