/** Writes the pages that are made from the code. */
import { writeFileSync } from 'node:fs';
import { cataloguePage } from '#libs/facts/catalogue.ts';

writeFileSync(new URL('../docs/events.md', import.meta.url), cataloguePage());
