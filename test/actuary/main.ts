/** `npm run actuary`: writes docs/actuary.md, and the same page of a small case for its test. */
import { writeFileSync } from 'node:fs';
import { SMALL, WHOLE, actuaryPage } from './page.ts';

for (const [path, scale] of [
  ['../../docs/actuary.md', WHOLE],
  ['../golden/actuary.md', SMALL],
] as const)
  writeFileSync(new URL(path, import.meta.url), actuaryPage(scale));
