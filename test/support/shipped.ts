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

interface Parameters {
  readonly schemes: Readonly<Record<string, object>>;
  readonly scheme_traits: Readonly<Record<string, object>>;
  readonly texts: readonly { readonly scheme: string }[];
}

/** The same under another name, without a scheme and its texts. */
export function shippedWithout(scheme: string, version: string): RegulationSource {
  const shipped = shippedAs(version);
  const read = JSON.parse(shipped.parameters) as Parameters;
  const others = (all: Readonly<Record<string, object>>): object =>
    Object.fromEntries(Object.entries(all).filter(([name]) => name !== scheme));
  const kept = {
    schemes: others(read.schemes),
    scheme_traits: others(read.scheme_traits),
    texts: read.texts.filter((text) => text.scheme !== scheme),
  };
  return { ...shipped, parameters: JSON.stringify({ ...read, ...kept }) };
}
