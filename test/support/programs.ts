/** The programs of the product as processes, from the bundle of their sources (test/jest/before-all.mjs), as npm starts them. */
import { join } from 'node:path';

export type Program = 'api' | 'worker' | 'cli';

/** Megabytes from the start: a starting program makes many lasting objects, which would be copied again and again as the space grows. */
const AMPLE_YOUNG_SPACE = ['--min-semi-space-size=32', '--max-semi-space-size=32'];

/** Arguments of Node. */
export function startOf(program: Program): string[] {
  const folder = process.env['TEST_BUNDLE'];
  if (folder === undefined) throw new Error('TEST_BUNDLE is not set: start the specs by Jest, with jest.config.js');
  return ['--disable-warning=ExperimentalWarning', ...AMPLE_YOUNG_SPACE, join(folder, 'apps', program, 'main.js')];
}
