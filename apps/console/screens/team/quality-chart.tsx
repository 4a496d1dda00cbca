/** The results of one indicator as a line, between the thresholds of each year, with the same figures as a table. */
import { useId } from 'react';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { Day } from '../../parts/words.tsx';
import type { RatedYear } from './queries.ts';
import { levelOf, pointsText, shareOf, shareText, thresholdShare, thresholdText } from './share.ts';

const WIDTH = 640;
const HEIGHT = 180;
const LABELS_PX = 18;
/** Room above the greatest value and below the least, as a part of the range between them. */
const ROOM = 0.15;

interface Place {
  readonly year: number;
  readonly from: number;
  readonly to: number;
  readonly middle: number;
}

export function QualityChart({ title, years }: { readonly title: string; readonly years: readonly RatedYear[] }) {
  const titleId = useId();
  const y = scaleOf(years.flatMap(valuesOf));
  const step = WIDTH / years.length;
  const places = years.map(({ year }, i): Place => ({
    year,
    from: i * step,
    to: (i + 1) * step,
    middle: (i + 0.5) * step,
  }));
  const measured = years.flatMap((one, i) => {
    const [share, place] = [shareOf(one), places[i]];
    return share === undefined || place === undefined ? [] : [{ x: place.middle, y: y(share), year: one.year }];
  });
  return (
    <figure className="chart">
      <figcaption id={titleId}>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + LABELS_PX}`} role="img" aria-labelledby={titleId}>
        {years.map(({ intermediate, target }, i) => {
          const place = places[i];
          return (
            place !== undefined && (
              <g key={place.year}>
                {intermediate !== null && (
                  <Threshold place={place} at={y(thresholdShare(intermediate))} kind="intermediate" />
                )}
                {target !== null && <Threshold place={place} at={y(thresholdShare(target))} kind="target" />}
              </g>
            )
          );
        })}
        <polyline className="line" points={measured.map((one) => `${one.x},${one.y}`).join(' ')} />
        {measured.map((one) => (
          <circle key={one.year} className="dot" cx={one.x} cy={one.y} r={4} />
        ))}
        {places.map(({ year, middle }) => (
          <text key={year} x={middle} y={HEIGHT + LABELS_PX - 4} textAnchor="middle">
            {year}
          </text>
        ))}
      </svg>
      <p className="legend">
        <span>
          <Sample kind="line" /> résultat
        </span>
        <span>
          <Sample kind="threshold target" /> cible
        </span>
        <span>
          <Sample kind="threshold intermediate" /> seuil intermédiaire
        </span>
      </p>
      <details>
        <summary>Les mêmes chiffres, en tableau</summary>
        <ScrollRegion label={`Chiffres : ${title}`}>
          <Figures years={years} />
        </ScrollRegion>
      </details>
    </figure>
  );
}

function Threshold({ place, at, kind }: { readonly place: Place; readonly at: number; readonly kind: string }) {
  return <line className={`threshold ${kind}`} x1={place.from + 4} x2={place.to - 4} y1={at} y2={at} />;
}

function Sample({ kind }: { readonly kind: string }) {
  return (
    <svg className="sample" viewBox="0 0 24 8" aria-hidden="true">
      <line className={kind} x1={0} x2={24} y1={4} y2={4} />
    </svg>
  );
}

function Figures({ years }: { readonly years: readonly RatedYear[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Année</th>
          <th scope="col" className="figure">
            Résultat
          </th>
          <th scope="col" className="figure">
            Seuil intermédiaire
          </th>
          <th scope="col" className="figure">
            Cible
          </th>
          <th scope="col">Seuils connus le</th>
          <th scope="col">Niveau</th>
          <th scope="col" className="figure">
            Note
          </th>
        </tr>
      </thead>
      <tbody>
        {years.map((one) => {
          const { year, intermediate, target, thresholdsKnownOn, rating } = one;
          const share = shareOf(one);
          return (
            <tr key={year}>
              <th scope="row">{year}</th>
              <td className="figure">{share === undefined ? '–' : shareText(share)}</td>
              <td className="figure">{intermediate === null ? '–' : thresholdText(intermediate)}</td>
              <td className="figure">{target === null ? '–' : thresholdText(target)}</td>
              <td>{thresholdsKnownOn === null ? '–' : <Day day={thresholdsKnownOn} />}</td>
              <td>{share === undefined ? '–' : levelOf(rating)}</td>
              <td className="figure">{rating === null ? '–' : pointsText(rating)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function valuesOf(one: RatedYear): readonly number[] {
  const thresholds = [one.intermediate, one.target].flatMap((written) =>
    written === null ? [] : thresholdShare(written),
  );
  return [...thresholds, shareOf(one) ?? []].flat().map(Number);
}

/** Places only on the screen: the scale does not begin at 0, because the distance to the thresholds matters. */
function scaleOf(values: readonly number[]): (value: string) => number {
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const room = (greatest - least || 100) * ROOM;
  const range = greatest - least + 2 * room;
  return (value) => ((greatest + room - Number(value)) / range) * HEIGHT;
}
