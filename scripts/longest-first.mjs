// The order of specs: the longest, then the others that are end to end, then those beside the code. So every worker has something to do
// until the end, and none is left alone with a long one. Jest orders by the size of files, or by the time that each took on this machine.
import { relative } from 'node:path';
import TestSequencer from '@jest/test-sequencer';

/** Twenty seconds or more beside others on a machine of two processors, the longest first. */
const LONGEST = [
  'test/console/console.spec.ts',
  'test/faults.spec.ts',
  'test/api/killed-workers.spec.ts',
  'test/api/feed.spec.ts',
  'test/engines.spec.ts',
  'test/api/mutations.spec.ts',
  'test/import.spec.ts',
  'libs/intake/reading/reading.spec.ts',
  'test/laws.spec.ts',
  'test/explain.spec.ts',
  'test/api/tokens.spec.ts',
  'test/api/jobs.spec.ts',
  'test/api/examples.spec.ts',
  'test/shared-calculation.spec.ts',
  'test/api/operation.spec.ts',
  'test/api/reads.spec.ts',
  'test/against-reference.spec.ts',
  'libs/jobs/bullmq/bull-job-queue.spec.ts',
  'test/erasure.laws.spec.ts',
  'test/api/engines-lost.spec.ts',
  'test/audit.spec.ts',
  'libs/payments/bank/read-bank-answer.spec.ts',
  'libs/statements/calculation/touched.spec.ts',
  // Shorter, but processes of its own would be the last at work.
  'libs/runtime/opening.spec.ts',
];
const END_TO_END = /^test\//;

export default class LongestFirst extends TestSequencer {
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ path, context }) {
  const spec = relative(context.config.rootDir, path);
  const place = LONGEST.indexOf(spec);
  if (place >= 0) return place;
  return END_TO_END.test(spec) ? LONGEST.length : LONGEST.length + 1;
}
