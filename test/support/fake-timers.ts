/** Fakes some timers and leaves the others real. */
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

/** Lasts until `jest.useRealTimers()`; `now` is the start of a faked `Date`, in ms. */
export function fakeOnly(faked: readonly Timer[], now?: number): void {
  const doNotFake = TIMERS.filter((timer) => !faked.includes(timer));
  jest.useFakeTimers({ doNotFake, ...(now === undefined ? {} : { now }) });
}
