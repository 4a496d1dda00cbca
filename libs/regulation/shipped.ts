/** The version of the regulation that comes with the program, which a new log publishes first. */
import { readFileSync } from 'node:fs';
import type { RegulationSource } from '#libs/regulation/source.ts';

export function shippedRegulation(): RegulationSource {
  const read = (name: string): string => readFileSync(new URL(`./published/${name}`, import.meta.url), 'utf8');
  return { parameters: read('parameters.json'), grids: read('grids.csv') };
}
