// After all specs: what they left in memory goes (test/jest/before-all.mjs).
import { rmSync } from 'node:fs';

export default function afterAll() {
  if (process.env.TEST_MEMORY !== undefined) rmSync(process.env.TEST_MEMORY, { recursive: true, force: true });
}
