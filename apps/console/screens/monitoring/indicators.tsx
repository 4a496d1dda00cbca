/** The indicators of every team in a year; can be sorted so that the most valuable next ratings come first. */
import { useQuery } from '@tanstack/react-query';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { teamAddress } from '../../frame/addresses.ts';
import { useAddress } from '../../parts/address.ts';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { counted } from '../../parts/words.tsx';
import { NEXT_RATING_COLUMNS } from '../team/next-ratings.tsx';
import { type TeamIndicator, schemeIndicatorsCsv, indicatorsQuery } from './queries.ts';

export function Indicators() {
  const indicators = useQuery(indicatorsQuery());
  return <Loaded query={indicators}>{(all) => <OfYear all={all} />}</Loaded>;
}

function OfYear({ all }: { readonly all: readonly TeamIndicator[] }) {
  const { get, set } = useAddress();
  const years = [...new Set(all.map(({ year }) => String(year)))].toSorted().reverse();
  const latest = years.find((year) => all.some((one) => String(one.year) === year && one.worthCents !== null));
  const year = years.find((one) => one === get('annee')) ?? latest ?? years[0];
  if (year === undefined)
    return <NothingHere title="Aucun résultat n’est connu.">Ils viennent de quality.csv.</NothingHere>;
  const schemes = [...new Set(all.map(({ scheme }) => scheme))];
  const scheme = schemes.find((one) => one === get('schema'));
  const rows = all.filter((one) => String(one.year) === year && (scheme === undefined || one.scheme === scheme));
  return (
    <>
      <div className="filters">
        <SelectField
          label="Année des résultats"
          value={year}
          set={(value) => set({ annee: value })}
          options={years.map((one) => [one, one])}
        />
        <SelectField
          label="Expérimentation"
          value={scheme ?? ''}
          none="toutes"
          set={(value) => set({ schema: value })}
          options={schemes.map((one) => [one, one])}
        />
        <CsvButton path={schemeIndicatorsCsv(year, scheme)} name={`indicateurs-${year}.csv`} />
      </div>
      <p className="quiet">{counted(rows.length, 'indicateur')} ; un clic sur « Ce qu’elle vaut » les trie.</p>
      <DataTable
        caption={`Indicateurs des équipes en ${year}`}
        columns={COLUMNS}
        rows={rows}
        keyOf={({ team, indicator }) => `${team}/${indicator}`}
      />
    </>
  );
}

const COLUMNS: readonly Column<TeamIndicator>[] = [
  {
    key: 'equipe',
    heading: 'Équipe',
    sortBy: ({ team }) => team,
    cell: ({ team, teamName }) => (
      <>
        <ScreenLink to={`${teamAddress(team)}?onglet=qualite`}>{team}</ScreenLink>
        <br />
        <span className="quiet">{teamName}</span>
      </>
    ),
  },
  ...NEXT_RATING_COLUMNS,
];
