// The order of specs: the longest, then the other end-to-end ones, then those beside the code, so that every worker is busy until the end.
// Jest itself orders by the size of files, or by the durations on this machine.
import { relative } from 'node:path';
import TestSequencer from '@jest/test-sequencer';

/** Specs that take twenty seconds or more beside others on a machine of two processors, the longest first. */
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
  // Shorter, but its processes would otherwise be the last ones running.
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
