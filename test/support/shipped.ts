/** The version of the regulation that is shipped. */
import { readFileSync } from 'node:fs';
import type { RegulationSource } from '#libs/regulation/source.ts';

export const SHIPPED: RegulationSource = {
  parameters: readFileSync(new URL('../../libs/regulation/published/parameters.json', import.meta.url), 'utf8'),
  grids: readFileSync(new URL('../../libs/regulation/published/grids.csv', import.meta.url), 'utf8'),
};

export const SHIPPED_VERSION = (JSON.parse(SHIPPED.parameters) as { readonly version: string }).version;

/** The same under another name. */
export function shippedAs(version: string): RegulationSource {
  return { ...SHIPPED, parameters: SHIPPED.parameters.replace(`"${SHIPPED_VERSION}"`, `"${version}"`) };
}
