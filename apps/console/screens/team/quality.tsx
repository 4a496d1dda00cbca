/** Results of a team at each indicator of quality, year by year, beside the thresholds of the year; one of them as a chart. */
import { useQuery } from '@tanstack/react-query';
import { INDICATOR_LABELS } from '#libs/words/labels/teams.ts';
import { useAddress } from '../../parts/address.ts';
import { SelectField } from '../../parts/fields.tsx';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { Loaded } from '../../parts/states.tsx';
import { type Quality, type RatedIndicator, type RatedYear, teamQualityQuery } from './queries.ts';
import { NextRatings } from './next-ratings.tsx';
import { QualityChart } from './quality-chart.tsx';
import { levelOf, pointsText, shareOf, shareText } from './share.ts';

export function QualityTab({ team }: { readonly team: string }) {
  const { get } = useAddress();
  const quality = useQuery(teamQualityQuery(team, get('jour')));
  return (
    <Loaded query={quality}>
      {(read) => (
        <>
          <Indicators quality={read} />
          {read.indicators.length > 0 && <NextRatings team={team} />}
        </>
      )}
    </Loaded>
  );
}

function Indicators({ quality: { indicators, scores } }: { readonly quality: Quality }) {
  const { get, set } = useAddress();
  const first = indicators[0];
  if (first === undefined) return <p className="quiet">Aucun résultat n’est connu. Ils viennent de quality.csv.</p>;
  const chosen = indicators.find(({ indicator }) => indicator === get('indicateur')) ?? first;
  const years = scores.map(({ year }) => year);
  return (
    <>
      <div className="filters wide">
        <SelectField
          label="Indicateur"
          value={chosen.indicator}
          set={(value) => set({ indicateur: value })}
          options={indicators.map((one) => [one.indicator, indicatorName(one)])}
        />
      </div>
      <QualityChart title={titleOf(chosen)} years={chosen.years} />
      <ScrollRegion label="Résultats de qualité par année">
        <table className="quality">
          <caption className="unseen">Résultats de qualité par année</caption>
          <thead>
            <tr>
              <th scope="col">Indicateur</th>
              {years.map((year) => (
                <th key={year} scope="col" className="figure">
                  {year}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {indicators.map((one) => (
              <tr key={one.indicator}>
                <th scope="row">{indicatorName(one)}</th>
                {years.map((year) => (
                  <ResultCell key={year} result={one.years.find((rated) => rated.year === year)} />
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Score de l’année, en points</th>
              {scores.map(({ year, score }) => (
                <td key={year} className="figure">
                  {score === null ? <span className="quiet">pas de score</span> : pointsText(score)}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </ScrollRegion>
      <p className="quiet">
        Sous chaque résultat, où il est entre les seuils de son année. La note va de 0 à 1 : 0,50 au seuil
        intermédiaire, 1,00 à la cible.
      </p>
    </>
  );
}

function ResultCell({ result }: { readonly result: RatedYear | undefined }) {
  const share = result === undefined ? undefined : shareOf(result);
  if (result === undefined || share === undefined)
    return (
      <td className="figure">
        <span className="quiet">–</span>
      </td>
    );
  const { numerator, denominator, rating } = result;
  return (
    <td className="figure" title={`${numerator ?? 0} sur ${denominator ?? 0}, ${levelOf(rating)}`}>
      {shareText(share)}
      <br />
      <span className="quiet">{rating === null ? 'sans note' : `note ${pointsText(rating)}`}</span>
    </td>
  );
}

function indicatorName({ indicator }: RatedIndicator): string {
  return INDICATOR_LABELS[indicator] ?? indicator;
}

function titleOf(one: RatedIndicator): string {
  return `${indicatorName(one)}, par année : plus ${one.direction === 'UP' ? 'haut' : 'bas'} est mieux`;
}
