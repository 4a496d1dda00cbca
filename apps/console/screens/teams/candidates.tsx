/** Candidatures: the list, and the one that the address names (`candidature`). */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { candidateStatusText } from '#libs/words/labels/candidates.ts';
import { useAddress } from '../../parts/address.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { Day, NUMBER } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { ApplyDialog } from './apply-dialog.tsx';
import { CandidateDetail } from './candidate.tsx';
import { type ListedCandidate, candidatesQuery } from './candidates-queries.ts';

export function Candidates() {
  const { get } = useAddress();
  const all = useQuery(candidatesQuery());
  const mayApply = useMay('operator');
  const [isAsked, ask] = useState(false);
  const asked = get('candidature');
  return (
    <>
      {mayApply && (
        <div className="actions">
          <button type="button" onClick={() => ask(true)}>
            Recevoir une candidature…
          </button>
        </div>
      )}
      <Loaded query={all}>{(found) => <List all={found} />}</Loaded>
      {asked !== undefined && <CandidateDetail candidate={asked} />}
      {isAsked && <ApplyDialog close={() => ask(false)} />}
    </>
  );
}

function List({ all }: { readonly all: readonly ListedCandidate[] }) {
  const { set } = useAddress();
  const columns: readonly Column<ListedCandidate>[] = [
    {
      key: 'candidature',
      heading: 'Candidature',
      sortBy: ({ candidate }) => candidate,
      cell: ({ candidate }) => (
        <button type="button" className="plain opens" onClick={() => set({ candidature: candidate })}>
          {candidate}
        </button>
      ),
    },
    { key: 'nom', heading: 'Nom', sortBy: ({ name }) => name, cell: ({ name }) => name },
    { key: 'schema', heading: 'Expérimentation', sortBy: ({ scheme }) => scheme, cell: ({ scheme }) => scheme },
    {
      key: 'entree',
      heading: 'Entrée',
      sortBy: ({ entersOn }) => entersOn,
      cell: ({ entersOn }) => <Day day={entersOn} />,
    },
    { key: 'professionnels', heading: 'Professionnels', isFigure: true, cell: ({ members }) => NUMBER.format(members) },
    {
      key: 'patients',
      heading: 'Patients selon elle',
      isFigure: true,
      cell: ({ patients }) => NUMBER.format(patients),
    },
    {
      key: 'statut',
      heading: 'Où elle en est',
      sortBy: ({ status }) => status,
      cell: candidateStatusText,
    },
  ];
  return (
    <DataTable
      caption="Candidatures"
      sortName="tri-candidatures"
      columns={columns}
      rows={all}
      keyOf={({ candidate }) => candidate}
      empty={
        <NothingHere title="Aucune candidature">
          Une personne de l’exploitation en reçoit une ; ses conditions sont alors tenues contre les faits.
        </NothingHere>
      }
    />
  );
}
