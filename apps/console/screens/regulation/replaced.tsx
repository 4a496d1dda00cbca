/** The values that a simulation tries in place of those in force. */
import { parameterLabel } from '../../parts/parameter-text.ts';
import { ParameterValue } from '../../parts/parameter-value.tsx';
import type { Simulation } from './queries.ts';

export function Replaced({ of: { parameters } }: { readonly of: Simulation }) {
  return (
    <ul>
      {Object.entries(parameters).map(([parameter, value]) => (
        <li key={parameter}>
          {parameterLabel(parameter)} : <ParameterValue value={value} />
        </li>
      ))}
    </ul>
  );
}
