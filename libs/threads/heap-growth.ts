/**
 * Limits how much the heap may grow over its live size before a collection: V8 lets it grow to several times that size on a machine with
 * much memory. Applies to the whole process, with its threads.
 */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** V8 decides. */
const UNBOUNDED = 0;

let ofProcess = UNBOUNDED;
/** The bounds of the running works, which may overlap. */
const ofWorks: number[] = [];

/** `percent` of the live size. */
export function boundHeapGrowth(percent: number): void {
  ofProcess = percent;
  tell();
}

/**
 * A heap that grew by more bytes during a work is given back to the system after it. Collecting it takes a tenth of a second for 100 MB in use,
 * as long as a small import.
 */
const GROWN = 64 * 1024 * 1024;

/** During the work; a tighter bound stays. What a large work needed is given back after it. */
export async function withHeapGrowth<T>(percent: number, work: () => Promise<T>): Promise<T> {
  const before = heapBytes();
  ofWorks.push(percent);
  tell();
  try {
    return await work();
  } finally {
    ofWorks.splice(ofWorks.indexOf(percent), 1);
    tell();
    if (heapBytes() - before > GROWN) giveBack();
  }
}

function heapBytes(): number {
  return getHeapStatistics().total_heap_size;
}

/** Applies the tightest of all bounds. */
function tell(): void {
  const bounds = [ofProcess, ...ofWorks].filter((percent) => percent !== UNBOUNDED);
  setFlagsFromString(`--heap-growing-percent=${bounds.length === 0 ? UNBOUNDED : Math.min(...bounds)}`);
}

/**
 * By itself V8 keeps the pages of a heap that was large until it collects everything again, which may be after the next work has taken as
 * many elsewhere. The function that collects is in contexts made while its flag is set.
 */
function giveBack(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (how: { type: 'major'; flavor: 'last-resort' }) => void;
  setFlagsFromString('--no-expose-gc');
  collect({ type: 'major', flavor: 'last-resort' });
}
