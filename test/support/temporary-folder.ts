import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new one, which the caller removes. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'decompte-test-'));
}
