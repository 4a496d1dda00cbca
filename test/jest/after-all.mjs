// After all specs: removes their shared data, and the data that they left in memory (test/jest/before-all.mjs).
import { rmSync } from 'node:fs';

export default function afterAll() {
  rmSync(process.env.TEST_PREPARED, { recursive: true, force: true });
  if (process.env.TEST_MEMORY !== undefined) rmSync(process.env.TEST_MEMORY, { recursive: true, force: true });
}
