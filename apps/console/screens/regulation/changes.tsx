/** Differing values, as a difference: before and after. */
import { DataTable } from '../../parts/data-table.tsx';
import { NothingHere } from '../../parts/states.tsx';
import { counted } from '../../parts/words.tsx';
import type { Change } from './queries.ts';

interface ChangesProps {
  readonly all: readonly Change[];
  readonly before: string;
  readonly after: string;
}

export function Changes({ all, before, after }: ChangesProps) {
  return (
    <>
      {all.length > 0 && <p className="sums">{counted(all.length, 'valeur change', 'valeurs changent')}</p>}
      <DataTable
        caption={`De ${before} à ${after}`}
        sortName="tri-changements"
        columns={[
          { key: 'chemin', heading: 'Où', sortBy: ({ path }) => path, cell: ({ path }) => <code>{path}</code> },
          { key: 'avant', heading: before, cell: ({ before: was }) => (was === null ? '–' : <del>{was}</del>) },
          { key: 'apres', heading: after, cell: ({ after: is }) => (is === null ? '–' : <ins>{is}</ins>) },
        ]}
        rows={all}
        keyOf={({ path }) => path}
        empty={<NothingHere title="Rien ne diffère">Les deux disent la même chose.</NothingHere>}
      />
    </>
  );
}
