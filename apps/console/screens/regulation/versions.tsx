/** The published versions, and the differences between two of them, value by value. */
import { useQuery } from '@tanstack/react-query';
import { useAddress } from '../../parts/address.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { Loaded, NothingHere, Skeleton } from '../../parts/states.tsx';
import { Term } from '../../parts/term.tsx';
import { Instant } from '../../parts/words.tsx';
import { Changes } from './changes.tsx';
import { type Version, changesQuery } from './queries.ts';

export function Versions({ all }: { readonly all: readonly Version[] }) {
  const { get, set } = useAddress();
  const [latest, before] = all;
  const [from, to] = [get('avant') ?? before?.version ?? '', get('apres') ?? latest?.version ?? ''];
  const options = all.map(({ version }) => [version, version] as const);
  return (
    <>
      <DataTable
        caption="Versions publiées"
        columns={[
          { key: 'version', heading: 'Version', cell: ({ version }) => <strong>{version}</strong> },
          { key: 'etat', heading: '', cell: ({ inForce }) => (inForce ? 'en vigueur' : '') },
          { key: 'publiee', heading: 'Publiée', cell: ({ publishedAt }) => <Instant at={publishedAt} /> },
          { key: 'par', heading: 'Par', cell: ({ publishedBy }) => publishedBy },
          { key: 'schemas', heading: 'Expérimentations', cell: ({ schemes }) => schemes.join(', ') },
          {
            key: 'empreinte',
            heading: <Term of="digest">Empreinte</Term>,
            cell: ({ fingerprint }) => <code>{fingerprint.slice(0, 12)}</code>,
          },
        ]}
        rows={all}
        keyOf={({ version }) => version}
        empty={<NothingHere title="Aucune version publiée">Proposez-en une.</NothingHere>}
      />
      {all.length > 1 && (
        <section className="panel">
          <h2>Ce qui change</h2>
          <form className="filters" aria-label="Versions à comparer" onSubmit={(event) => event.preventDefault()}>
            <SelectField label="De" value={from} set={(avant) => set({ avant })} options={options} />
            <SelectField label="À" value={to} set={(apres) => set({ apres })} options={options} />
          </form>
          {from !== '' && from !== to && <ChangesOf from={from} to={to} />}
        </section>
      )}
    </>
  );
}

function ChangesOf({ from, to }: { readonly from: string; readonly to: string }) {
  const changes = useQuery(changesQuery(to, from));
  return (
    <Loaded query={changes} skeleton={<Skeleton lines={6} />}>
      {(all) => <Changes all={all} before={from} after={to} />}
    </Loaded>
  );
}
