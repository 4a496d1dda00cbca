/** The team under several schemes, on its own history: the quarters are in the address (`de`, `a`). */
import { useQuery } from '@tanstack/react-query';
import { useAddress } from '../../parts/address.ts';
import { QuarterField } from '../../parts/fields.tsx';
import { SchemeComparison } from '../../parts/scheme-comparison.tsx';
import { Loaded } from '../../parts/states.tsx';
import { schemeComparisonQuery } from './queries.ts';

export function ComparisonTab({ team }: { readonly team: string }) {
  const { get, set } = useAddress();
  const compared = useQuery(schemeComparisonQuery(team, { knownOn: get('jour'), from: get('de'), to: get('a') }));
  return (
    <>
      <div className="filters">
        <QuarterField label="Du trimestre" none="son entrée" value={get('de') ?? ''} set={(de) => set({ de })} />
        <QuarterField label="Au trimestre" none="le dernier fini" value={get('a') ?? ''} set={(a) => set({ a })} />
      </div>
      <Loaded query={compared}>{(found) => <SchemeComparison compared={found} />}</Loaded>
    </>
  );
}
