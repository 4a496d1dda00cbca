/** The grids of the forfait: the value of a patient of each profile in a year. */
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
          { key: 'profil', heading: 'Profil', cell: ({ profile }) => profileText(profile) },
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

/** `17-39 ans, femmes, en ALD, avec C2S` for `17-39 F ald=1 c2s=1`. */
function profileText(profile: string): string {
  const [, ages, sex, ald, c2s] = /^(\S+) ([FM]) ald=([01]) c2s=([01])$/.exec(profile) ?? [];
  if (ages === undefined) return profile;
  const words = [`${ages} ans`, sex === 'F' ? 'femmes' : 'hommes'];
  if (ald === '1') words.push('en ALD');
  if (c2s === '1') words.push('avec C2S');
  return words.join(', ');
}
