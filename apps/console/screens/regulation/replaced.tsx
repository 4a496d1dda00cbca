/** The values that a simulation uses instead of those in force. */
import { parameterLabel } from '#libs/words/labels/parameter-text.ts';
import { ParameterValue } from '../../parts/parameter-value.tsx';
import { Day } from '../../parts/words.tsx';
import type { Simulation } from './queries.ts';

export function Replaced({ of: { parameters, overrides } }: { readonly of: Simulation }) {
  return (
    <ul>
      {Object.entries(parameters).map(([parameter, value]) => (
        <li key={parameter}>
          {parameterLabel(parameter)} : <ParameterValue value={value} />
        </li>
      ))}
      {overrides.map((override) => (
        <li key={JSON.stringify(override)}>
          {override.scheme === undefined ? '' : `${override.scheme}, `}
          {parameterLabel(override.parameter)}
          {override.from !== undefined && (
            <>
              {' '}
              dès le <Day day={override.from} />
            </>
          )}
          {override.until !== undefined && (
            <>
              {' '}
              jusqu’au <Day day={override.until} />
            </>
          )}{' '}
          : <ParameterValue value={override.value} />
        </li>
      ))}
    </ul>
  );
}
