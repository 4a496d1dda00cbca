/**
 * `node one-import.ts FACTS [unlinked]`: prints the processor seconds and the elapsed seconds of one import; `unlinked` makes leaves that
 * are not computed from anything.
 */
import { mkdtempSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timed } from './measure.ts';

const [facts = '', unlinked] = process.argv.slice(2);
if (unlinked === 'unlinked')
  registerHooks({
    load: (url, context, next) =>
      url.endsWith('/libs/event-store/leaf.ts')
        ? {
            format: 'module',
            shortCircuit: true,
            source:
              "const leaf = '0'.repeat(64); export const nonceAfter = () => leaf; export const nonceOf = () => leaf; export const leafOf = () => leaf;",
          }
        : next(url, context),
  });
// Loaded late, so that the store uses the chosen links.
const { Stores } = await import('./stores.ts');
const stores = await Stores.create(mkdtempSync(join(tmpdir(), 'decompte-audit-import-')));
try {
  const before = process.cpuUsage();
  const seconds = await timed(async () => {
    await stores.import(facts);
  });
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(`${((user + system) / 1e6).toFixed(3)} ${seconds.toFixed(3)}`);
} finally {
  await stores.close();
}
