/** Makes a version of the regulation, to be proposed, from the values that a simulation tried; each value gets its status and its text. */
import { withOverrides } from '#libs/regulation/overrides.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import type { SimulationHead } from '#libs/statements/calculation/simulation-effect.ts';

export const PROPOSED_STATUSES = ['exact', 'reconstructed', 'assumed'] as const;

/** The fields that a person adds to the tested values. */
export interface AsVersion {
  /** Name of the version. */
  readonly version: string;
  readonly status: (typeof PROPOSED_STATUSES)[number];
  /** The text that gives the values. */
  readonly reference: string;
}

interface Written {
  version: string;
  readonly schemes: Readonly<
    Record<string, Readonly<Record<string, { readonly values: readonly { status: string; reference: string }[] }>>>
  >;
}

/** Throws the errors of `withOverrides`. Load the result to check it. */
export function simulatedSource(
  inForce: RegulationSource,
  { parameters: tried, overrides }: Pick<SimulationHead, 'parameters' | 'overrides'>,
  { version, status, reference }: AsVersion,
): RegulationSource {
  const { parameters, grids } = withOverrides(inForce, { parameters: tried, overrides });
  const root = JSON.parse(parameters) as Written;
  root.version = version;
  for (const scheme of Object.values(root.schemes))
    for (const { values } of Object.values(scheme))
      for (const value of values) if (value.status === 'override') Object.assign(value, { status, reference });
  return { parameters: `${JSON.stringify(root, undefined, 1)}\n`, grids };
}
