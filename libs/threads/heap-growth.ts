/**
 * By how much the heap may grow over what is in use before it is collected: V8 lets it grow to several times that on a machine with much
 * memory. Of the whole process, with its threads.
 */
import { setFlagsFromString } from 'node:v8';

/** As V8 decides. */
const UNBOUNDED = 0;

let bound = UNBOUNDED;

/** `percent` of what is in use. */
export function boundHeapGrowth(percent: number): void {
  bound = percent;
  setFlagsFromString(`--heap-growing-percent=${percent}`);
}

/** During the work; a tighter bound stays. */
export async function withHeapGrowth<T>(percent: number, work: () => Promise<T>): Promise<T> {
  const before = bound;
  boundHeapGrowth(before === UNBOUNDED ? percent : Math.min(before, percent));
  try {
    return await work();
  } finally {
    boundHeapGrowth(before);
  }
}
