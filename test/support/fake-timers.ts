/** Fakes a few of the timers and leaves the rest to pass as they do. */
import { jest } from '@jest/globals';

const TIMERS = [
  'Date',
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

type Timer = (typeof TIMERS)[number];

/** Until `jest.useRealTimers()`; `now` is where a faked `Date` starts, in ms. */
export function fakeOnly(faked: readonly Timer[], now?: number): void {
  const doNotFake = TIMERS.filter((timer) => !faked.includes(timer));
  jest.useFakeTimers({ doNotFake, ...(now === undefined ? {} : { now }) });
}
