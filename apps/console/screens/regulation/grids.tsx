/** The grids of the forfait: the value of a patient of each profile in a year. */
import { profileLabel } from '#libs/words/labels/profiles.ts';
import { useQuery } from '@tanstack/react-query';
import { useAddress } from '../../parts/address.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { Loaded, Skeleton } from '../../parts/states.tsx';
import { Amount } from '../../parts/words.tsx';
import { type RegulationContent, contentQuery } from './queries.ts';

export function Grids({ version }: { readonly version: string }) {
  const content = useQuery(contentQuery(version));
  return (
    <Loaded query={content} skeleton={<Skeleton lines={12} />}>
      {(read) => <GridOf content={read} />}
    </Loaded>
  );
}

function GridOf({ content: { grids } }: { readonly content: RegulationContent }) {
  const { get, set } = useAddress();
  const names = [...new Set(grids.map(({ grid }) => grid))];
  const chosen = get('bareme') ?? names[0] ?? '';
  if (names.length === 0) return null;
  return (
    <section>
      <h2>Barèmes du forfait</h2>
      <div className="filters">
        <SelectField
          label="Barème"
          value={chosen}
          set={(bareme) => set({ bareme })}
          options={names.map((name) => [name, name])}
        />
      </div>
      <DataTable
        caption={`Barème ${chosen}`}
        sortName="tri-bareme"
        columns={[
          { key: 'profil', heading: 'Profil', cell: ({ profile }) => profileLabel(profile) },
          {
            key: 'montant',
            heading: 'Par an',
            isFigure: true,
            sortBy: ({ yearlyCents }) => BigInt(yearlyCents),
            cell: ({ yearlyCents }) => <Amount cents={yearlyCents} />,
          },
        ]}
        rows={grids.filter(({ grid }) => grid === chosen)}
        keyOf={({ profile }) => profile}
      />
    </section>
  );
}
