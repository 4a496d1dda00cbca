/**
 * Limits how much the heap may grow over its live size before a collection: V8 lets it grow to several times that size on a machine with
 * much memory. Applies to the whole process, with its threads.
 */
import { setFlagsFromString } from 'node:v8';

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

/** During the work; a tighter bound stays. */
export async function withHeapGrowth<T>(percent: number, work: () => Promise<T>): Promise<T> {
  ofWorks.push(percent);
  tell();
  try {
    return await work();
  } finally {
    ofWorks.splice(ofWorks.indexOf(percent), 1);
    tell();
  }
}

/** Applies the tightest of all bounds. */
function tell(): void {
  const bounds = [ofProcess, ...ofWorks].filter((percent) => percent !== UNBOUNDED);
  setFlagsFromString(`--heap-growing-percent=${bounds.length === 0 ? UNBOUNDED : Math.min(...bounds)}`);
}
