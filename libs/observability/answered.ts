/** How long monitoring waits for an engine: shorter than the retries of an engine, and than the patience of the monitoring system. */
import { setTimeout } from 'node:timers/promises';

const ANSWER_MS = 2_000;

/** Rejects if no answer comes in time. */
export async function answeredInTime<T>(answer: Promise<T>, withinMs = ANSWER_MS): Promise<T> {
  const waited = new AbortController();
  const tooLong = setTimeout(withinMs, undefined, { signal: waited.signal }).then(() => {
    throw new Error(`no answer within ${withinMs} ms`);
  });
  try {
    return await Promise.race([answer, tooLong]);
  } finally {
    tooLong.catch(() => undefined);
    waited.abort();
  }
}
