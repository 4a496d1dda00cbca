/** The versions of the regulation that a what-if makes, each checked as a whole. */
import { setImmediate } from 'node:timers/promises';
import { loadRegulation } from '#libs/regulation/load.ts';
import { type ParameterOverrides, withOverrides } from '#libs/regulation/overrides.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import type { Scenario } from '#libs/regulation/what-if.ts';

interface ReplacedSource {
  readonly replaced: ParameterOverrides;
  readonly source: RegulationSource;
  readonly regulation: Regulation;
}

/**
 * In the order of the scenarios; `grids`: other grids, for all of them. Throws FAULTY_REGULATION if a value does not fit, and the errors of
 * `withOverrides`.
 */
export async function replacedSources(
  published: RegulationSource,
  scenarios: readonly Scenario[],
  grids?: string,
): Promise<readonly ReplacedSource[]> {
  const made: ReplacedSource[] = [];
  for (const { parameters, overrides } of scenarios) {
    const replaced: ParameterOverrides = { parameters, overrides, ...(grids === undefined ? {} : { grids }) };
    const source = withOverrides(published, replaced);
    made.push({ replaced, source, regulation: loadRegulation(source) });
    // The service checks a request so: a version costs milliseconds.
    await setImmediate();
  }
  return made;
}
