/** Réglementation: in tabs, values by date, grids, versions, the proposal, and simulations. */
import { useQuery } from '@tanstack/react-query';
import { useAddress } from '../../parts/address.ts';
import { Loaded, NothingHere, ScreenSkeleton } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { Grids } from './grids.tsx';
import { Proposal } from './proposal.tsx';
import { proposalQuery, simulationsQuery, versionsQuery } from './queries.ts';
import { Simulations } from './simulations.tsx';
import { Values } from './values.tsx';
import { Versions } from './versions.tsx';
import './regulation.css';

export default function RegulationScreen() {
  const { get } = useAddress();
  const versions = useQuery(versionsQuery);
  const proposal = useQuery(proposalQuery);
  const simulations = useQuery(simulationsQuery);
  const tab = get('onglet') ?? 'valeurs';
  return (
    <>
      <h1>Réglementation</h1>
      <Tabs
        label="Vue"
        name="onglet"
        now={tab}
        tabs={[
          ['valeurs', 'Valeurs par date', undefined],
          ['baremes', 'Barèmes', undefined],
          ['versions', 'Versions', versions.data?.length],
          ['proposition', 'Proposition', proposal.data?.proposed == null ? undefined : 1],
          ['simulations', 'Simulations', simulations.data?.length],
        ]}
      />
      <Loaded query={versions} skeleton={<ScreenSkeleton />}>
        {(all) => {
          const inForce = all.find((one) => one.inForce);
          if (tab === 'proposition') return <Proposal />;
          if (tab === 'simulations') return <Simulations inForce={inForce?.version} />;
          if (tab === 'versions') return <Versions all={all} />;
          if (inForce === undefined)
            return (
              <NothingHere title="Aucune version publiée">Proposez-en une, qu’une autre personne publiera.</NothingHere>
            );
          const version = get('version') ?? inForce.version;
          if (tab === 'baremes') return <Grids version={version} />;
          return <Values versions={all} version={version} />;
        }}
      </Loaded>
    </>
  );
}
