/** Results of a team at each indicator of quality, year by year; one of them as a line. */
import { useQuery } from '@tanstack/react-query';
import { INDICATOR_LABELS } from '#libs/words/labels/teams.ts';
import { useAddress } from '../../parts/address.ts';
import { Lines } from '../../parts/charts.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { type Indicator, type QualityYear, indicatorsQuery } from './queries.ts';
import { shareText, tenThousandths } from './share.ts';

export function Quality({ years }: { readonly years: readonly QualityYear[] }) {
  const { get, set } = useAddress();
  const { data: indicators = [] } = useQuery(indicatorsQuery);
  if (years.length === 0) return <p className="quiet">Aucun résultat n’est connu. Ils viennent de quality.csv.</p>;
  const ids = [...new Set(years.flatMap(({ results }) => results.map(({ indicator }) => indicator)))].toSorted();
  const chosen = get('indicateur') ?? ids[0] ?? '';
  const points = years.flatMap(({ year, results }) => {
    const result = results.find(({ indicator }) => indicator === chosen);
    return result === undefined ? [] : [{ label: String(year), cents: tenThousandths(result) }];
  });
  return (
    <>
      <div className="filters">
        <SelectField
          label="Indicateur"
          value={chosen}
          set={(value) => set({ indicateur: value })}
          options={ids.map((id) => [id, nameOf(id, indicators)])}
        />
      </div>
      {points.length > 0 && (
        <Lines
          title={`${nameOf(chosen, indicators)}, par année${betterOf(chosen, indicators)}`}
          of="Année"
          points={points}
          valueHeading="Résultat"
          text={shareText}
        />
      )}
      <ScrollRegion label="Résultats de qualité par année">
        <table>
          <caption className="unseen">Résultats de qualité par année</caption>
          <thead>
            <tr>
              <th scope="col">Indicateur</th>
              {years.map(({ year }) => (
                <th key={year} scope="col" className="figure">
                  {year}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ids.map((id) => (
              <tr key={id}>
                <th scope="row">{nameOf(id, indicators)}</th>
                {years.map(({ year, results }) => {
                  const result = results.find(({ indicator }) => indicator === id);
                  return (
                    <td key={year} className="figure">
                      {result === undefined ? (
                        <span className="quiet">–</span>
                      ) : (
                        <span title={`${result.numerator} sur ${result.denominator}`}>
                          {shareText(tenThousandths(result))}
                        </span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}

function nameOf(id: string, indicators: readonly Indicator[]): string {
  return INDICATOR_LABELS[id] ?? indicators.find((one) => one.id === id)?.label ?? id;
}

function betterOf(id: string, indicators: readonly Indicator[]): string {
  const direction = indicators.find((one) => one.id === id)?.direction;
  return direction === undefined ? '' : direction === 'UP' ? ' : plus haut est mieux' : ' : plus bas est mieux';
}
