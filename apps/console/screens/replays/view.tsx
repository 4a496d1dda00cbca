/** Rejeux et régularisations: in tabs, the replays, the regularisations under way, and two replays compared. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAddress } from '../../parts/address.ts';
import { type Outcome, Refusals } from '../../parts/outcomes.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useMay } from '../../session/session.ts';
import { Comparison } from './comparison.tsx';
import { regularisationsQuery } from './queries.ts';
import { RegularisationList, useRange } from './regularisations.tsx';
import { ReplayDialog } from './replay-dialog.tsx';
import { ReplayList } from './replay-list.tsx';
import { ReplayResult } from './result.tsx';
import './replays.css';

export default function ReplaysScreen() {
  const { get, set } = useAddress();
  const mayReplay = useMay('operator');
  const [isAsked, ask] = useState(false);
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const range = useRange();
  const regularisations = useQuery(regularisationsQuery(range));
  const tab = get('vue') ?? 'rejeux';
  const job = get('travail');
  const regularised = (made: readonly Outcome[]): void => {
    setOutcomes(made);
    if (made.some(({ refused }) => refused === null)) set({ vue: 'regularisations' });
  };
  return (
    <>
      <header className="screen-head">
        <h1>Rejeux et régularisations</h1>
        {mayReplay && (
          <button type="button" className={tab === 'rejeux' ? 'primary' : undefined} onClick={() => ask(true)}>
            Rejouer…
          </button>
        )}
      </header>
      <Tabs
        label="Vue"
        name="vue"
        now={tab}
        tabs={[
          ['rejeux', 'Rejeux', undefined],
          ['regularisations', 'Régularisations en cours', regularisations.data?.regularisations.length],
          ['comparer', 'Comparer', undefined],
        ]}
      />
      <Refusals outcomes={outcomes} close={() => setOutcomes([])} />
      {tab === 'regularisations' && <RegularisationList range={range} list={regularisations} done={setOutcomes} />}
      {tab === 'comparer' && <Comparison />}
      {tab === 'rejeux' && (
        <>
          <ReplayList open={job} />
          {job !== undefined && <ReplayResult key={job} id={job} name={get('nom')} done={regularised} />}
        </>
      )}
      {isAsked && <ReplayDialog close={() => ask(false)} />}
    </>
  );
}
