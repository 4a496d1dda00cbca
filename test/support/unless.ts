/** Tests that need a server: without it they count as skipped, and one line gives the reason. */
import { relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const said = new Set<string>();

/** `describe`, or `describe.skip` with the reason when something is missing. */
export function describeUnless(missing: string | false): typeof describe.skip {
  return missing === false ? describe : (say(missing), describe.skip);
}

/** `test`, or `test.skip` with the reason when something is missing. */
export function testUnless(missing: string | false): typeof test.skip {
  return missing === false ? test : (say(missing), test.skip);
}

/** Prints each reason once per file. */
function say(missing: string): void {
  if (said.has(missing)) return;
  said.add(missing);
  const { testPath = '' } = expect.getState();
  process.stderr.write(`skipped in ${relative('', testPath)}: ${missing}\n`);
}
