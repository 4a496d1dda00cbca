/** Scripts of the tests as processes that start quickly. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BUNDLE = fileURLToPath(new URL('bundle-script.mjs', import.meta.url));
/** The packages that it imports are found from here. */
const CACHE = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));

/** A folder, which the caller removes, with the script and all that it imports in `script.js`. */
export function bundledScript(source: string): string {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'script-'));
  execFileSync(process.execPath, [BUNDLE, source, folder]);
  return folder;
}
