/** The indicators of a year: the change of each, the distance to its next rating, and the value of that rating. */
import { useQuery } from '@tanstack/react-query';
import { INDICATOR_LABELS, LEVEL_LABELS, TREND_LABELS } from '#libs/words/labels/teams.ts';
import { useAddress } from '../../parts/address.ts';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { Loaded } from '../../parts/states.tsx';
import { Amount, NUMBER, periodInFrench } from '../../parts/words.tsx';
import { type FollowedIndicator, teamIndicatorsCsv, teamIndicatorsQuery } from './queries.ts';
import { pointsText, shareOf, shareText, signedPointsText } from './share.ts';

const TREND_SHAPES: Readonly<Record<string, string>> = { BETTER: '↑', SAME: '=', WORSE: '↓' };

export function NextRatings({ team }: { readonly team: string }) {
  const { get } = useAddress();
  const followed = useQuery(teamIndicatorsQuery(team, get('jour')));
  return (
    <section>
      <h2>Ce que vaut la note suivante</h2>
      <Loaded query={followed}>{(all) => <OfYear team={team} all={all} />}</Loaded>
    </section>
  );
}

function OfYear({ team, all }: { readonly team: string; readonly all: readonly FollowedIndicator[] }) {
  const { get, set } = useAddress();
  const years = [...new Set(all.map(({ year }) => String(year)))].reverse();
  const latest = all.findLast(({ worthCents }) => worthCents !== null) ?? all.at(-1);
  const year = years.find((one) => one === get('annee')) ?? String(latest?.year ?? '');
  return (
    <>
      <div className="filters wide">
        <SelectField
          label="Année des résultats"
          value={year}
          set={(value) => set({ annee: value })}
          options={years.map((one) => [one, one])}
        />
        <CsvButton path={teamIndicatorsCsv(team, get('jour'))} name={`indicateurs-${team}.csv`} />
      </div>
      <DataTable
        caption="Note suivante de chaque indicateur"
        columns={NEXT_RATING_COLUMNS}
        rows={all.filter((one) => String(one.year) === year)}
        keyOf={({ indicator }) => indicator}
        sortName="tri-notes"
      />
      <p className="quiet">
        Ce que vaut la note suivante : les décomptes qui reposent sur le score de l’année, calculés de nouveau avec un
        résultat exactement sur ce seuil, et rien d’autre de changé. Un plafond ou un score déjà au plus haut peut la
        rendre nulle.
      </p>
    </>
  );
}

/** Columns for each indicator and the value of its next rating. */
export const NEXT_RATING_COLUMNS: readonly Column<FollowedIndicator>[] = [
  { key: 'note-de', heading: 'Indicateur', cell: ({ indicator }) => INDICATOR_LABELS[indicator] ?? indicator },
  {
    key: 'resultat',
    heading: 'Résultat',
    isFigure: true,
    cell: (one) => {
      const share = shareOf(one);
      return share === undefined ? <Nothing /> : shareText(share);
    },
  },
  {
    key: 'tendance',
    heading: 'Tendance',
    cell: ({ trend, changePoints }) =>
      trend === null || changePoints === null ? (
        <Nothing />
      ) : (
        <span>
          <span aria-hidden="true">{TREND_SHAPES[trend]} </span>
          {TREND_LABELS[trend]}, {signedPointsText(changePoints)} pt
        </span>
      ),
  },
  {
    key: 'note',
    heading: 'Note',
    isFigure: true,
    cell: ({ rating }) => (rating === null ? <Nothing /> : pointsText(rating)),
  },
  {
    key: 'seuil',
    heading: 'Note suivante',
    cell: ({ rating, nextLevel, nextRating, pointsAway, casesAway }) =>
      nextLevel === null || nextRating === null || pointsAway === null ? (
        <span className="quiet">{rating === '1' ? 'cible atteinte' : '–'}</span>
      ) : (
        <>
          {pointsText(nextRating)} : {LEVEL_LABELS[nextLevel]}, à {pointsText(pointsAway)} pt
          <br />
          <span className="quiet">soit {NUMBER.format(casesAway ?? 0)} au numérateur</span>
        </>
      ),
  },
  {
    key: 'valeur',
    heading: 'Ce qu’elle vaut',
    isFigure: true,
    sortBy: ({ worthCents }) => BigInt(worthCents ?? -1),
    cell: ({ worthCents }) => <Amount cents={worthCents} signed />,
  },
  {
    key: 'decomptes',
    heading: 'Décomptes',
    cell: ({ periods }) => periods.map(periodInFrench).join(', '),
  },
];

function Nothing() {
  return <span className="quiet">–</span>;
}
