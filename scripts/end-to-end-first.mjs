// The order of specs: end to end first, as they take longest, then those beside the code. So every worker has something to do until the end.
import TestSequencer from '@jest/test-sequencer';

export default class EndToEndFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isEndToEnd = ({ path, context }) => path.startsWith(`${context.config.rootDir}/test/`);
    return [...sorted.filter(isEndToEnd), ...sorted.filter((test) => !isEndToEnd(test))];
  }
}
