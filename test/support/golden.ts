/** Golden files: compares a result with the file kept; UPDATE_GOLDEN=1 writes it. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';

export function matchesGolden(name: string, text: string): void {
  const path = new URL(`../golden/${name}`, import.meta.url);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text);
  assert.equal(text, readFileSync(path, 'utf8'), `test/golden/${name} (UPDATE_GOLDEN=1 writes it)`);
}
