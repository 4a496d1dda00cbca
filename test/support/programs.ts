/** The programs of the product as processes, from the bundle of their sources (test/jest/before-all.mjs), as npm starts them. */
import { join } from 'node:path';

export type Program = 'api' | 'worker' | 'cli';

/** Arguments of Node. */
export function startOf(program: Program): string[] {
  const folder = process.env['TEST_BUNDLE'];
  if (folder === undefined) throw new Error('TEST_BUNDLE is not set: start the specs by Jest, with jest.config.js');
  return ['--disable-warning=ExperimentalWarning', join(folder, 'apps', program, 'main.js')];
}
