/** Prints the last line of a run: how many tests passed, failed and were skipped. */
import type { AggregatedResult } from '@jest/reporters';

export default class CountReporter {
  onRunComplete(_contexts: unknown, results: AggregatedResult): void {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests } = results;
    // A spec file that cannot be loaded counts as one failure.
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    // Prints after the summary of Jest, which its reporters print last.
    process.once('exit', () => {
      process.stdout.write(`\n${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped\n`);
    });
  }
}
