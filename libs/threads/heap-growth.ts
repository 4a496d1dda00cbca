/**
 * By how much the heap may grow over what is in use before it is collected: V8 lets it grow to several times that on a machine with much
 * memory. Of the whole process, with its threads.
 */
import { setFlagsFromString } from 'node:v8';

/** As V8 decides. */
const UNBOUNDED = 0;

let ofProcess = UNBOUNDED;
/** Of those under way, which may overlap. */
const ofWorks: number[] = [];

/** `percent` of what is in use. */
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

/** Of all bounds the tightest. */
function tell(): void {
  const bounds = [ofProcess, ...ofWorks].filter((percent) => percent !== UNBOUNDED);
  setFlagsFromString(`--heap-growing-percent=${bounds.length === 0 ? UNBOUNDED : Math.min(...bounds)}`);
}
