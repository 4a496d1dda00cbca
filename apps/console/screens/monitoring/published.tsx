/** The published figures of the experiments, with their source, beside the amounts of the statements. */
import { useQuery } from '@tanstack/react-query';
import { MEASURE_LABELS } from '#libs/words/labels/monitoring.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Loaded } from '../../parts/states.tsx';
import { partsOf } from '../../parts/parts-of.ts';
import { hundredthsPercentText, measureText } from './figures.ts';
import { type BesidePublished, publishedQuery } from './queries.ts';

export function PublishedFigures() {
  const published = useQuery(publishedQuery());
  return (
    <section>
      <h2>À côté des chiffres publiés</h2>
      <Loaded query={published}>
        {(all) => (
          <DataTable
            caption="Chiffres publiés"
            columns={COLUMNS}
            rows={all}
            keyOf={({ figure }) => figure}
            sortName="tri-publies"
          />
        )}
      </Loaded>
      <p className="quiet">
        Mesuré : sur les mêmes trimestres, par les derniers calculs. Une liste de démonstration est plus petite que
        l’expérimentation ; un montant sur cinq ans compte ce qui est calculé jusqu’ici.
      </p>
    </section>
  );
}

const COLUMNS: readonly Column<BesidePublished>[] = [
  {
    key: 'chiffre',
    heading: 'Chiffre',
    cell: ({ scheme, measure }) => `${scheme}, ${MEASURE_LABELS[measure]}`,
  },
  {
    key: 'publie',
    heading: 'Publié',
    isFigure: true,
    cell: ({ measure, published }) => measureText(measure, published),
  },
  {
    key: 'mesure',
    heading: 'Mesuré',
    isFigure: true,
    cell: ({ measure, measured }) =>
      measured === null ? <span className="quiet">rien à mesurer</span> : measureText(measure, measured),
  },
  {
    key: 'part',
    heading: 'Mesuré sur publié',
    isFigure: true,
    cell: ({ ratio }) =>
      ratio === null ? <span className="quiet">–</span> : hundredthsPercentText(partsOf(ratio, 10_000n)),
  },
  { key: 'source', heading: 'Source', cell: ({ source }) => source },
];
