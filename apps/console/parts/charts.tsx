/** Small charts of amounts: bars on a zero line, and lines. Each has the same figures as a table below it. */
import { useId } from 'react';
import { Amount } from './words.tsx';

interface Point {
  readonly label: string;
  /** In whole cents. */
  readonly cents: string;
  /** Drawn as chosen. */
  readonly isMarked?: boolean;
}

interface ChartProps {
  readonly title: string;
  readonly points: readonly Point[];
  /** Heading of the labels in the table: `Période`. */
  readonly of: string;
  /** Heading of the values in it; by default they are amounts. */
  readonly valueHeading?: string;
  /** Formats a value that is no amount: a count, a share. */
  readonly text?: (value: string) => string;
}

const WIDTH = 640;
const HEIGHT = 160;
const LABELS_PX = 18;
const WIDEST_BAR = 32;
const MAX_LABELS = 8;

export function Bars(props: ChartProps) {
  const { points } = props;
  const { y, zero } = scaleOf(points);
  const step = WIDTH / Math.max(1, points.length);
  const width = Math.min(WIDEST_BAR, step * 0.7);
  return (
    <Chart {...props}>
      {points.map(({ label, cents, isMarked }, i) => {
        const [from, to] = [zero, y(cents)];
        return (
          <rect
            key={label}
            className={isMarked === true ? 'bar marked' : 'bar'}
            x={i * step + (step - width) / 2}
            width={width}
            y={Math.min(from, to)}
            height={Math.max(1, Math.abs(to - from))}
          />
        );
      })}
      <line className="zero" x1={0} x2={WIDTH} y1={zero} y2={zero} />
    </Chart>
  );
}

export function Lines(props: ChartProps) {
  const { points } = props;
  const { y, zero } = scaleOf(points);
  const step = WIDTH / Math.max(1, points.length);
  const at = points.map(({ cents }, i) => `${i * step + step / 2},${y(cents)}`);
  return (
    <Chart {...props}>
      <line className="zero" x1={0} x2={WIDTH} y1={zero} y2={zero} />
      <polyline className="line" points={at.join(' ')} />
      {points.map(({ label, cents }, i) => (
        <circle key={label} className="dot" cx={i * step + step / 2} cy={y(cents)} r={3} />
      ))}
    </Chart>
  );
}

function Chart(props: ChartProps & { readonly children: React.ReactNode }) {
  const { title, points, of, valueHeading = 'Montant', text, children } = props;
  const titleId = useId();
  const step = WIDTH / Math.max(1, points.length);
  const every = Math.ceil(points.length / MAX_LABELS);
  return (
    <figure className="chart">
      <figcaption id={titleId}>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + LABELS_PX}`} role="img" aria-labelledby={titleId}>
        {children}
        {points.map(({ label }, i) =>
          i % every === 0 ? (
            <text key={label} x={i * step + step / 2} y={HEIGHT + LABELS_PX - 4} textAnchor="middle">
              {label}
            </text>
          ) : null,
        )}
      </svg>
      <details>
        <summary>Les mêmes chiffres, en tableau</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{of}</th>
              <th scope="col" className="figure">
                {valueHeading}
              </th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ label, cents }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td className="figure">{text === undefined ? <Amount cents={cents} /> : text(cents)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** Places on the screen: the one use of floating point near an amount, and no amount comes back from it. */
function scaleOf(points: readonly Point[]) {
  const values = [0, ...points.map(({ cents }) => Number(cents))];
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const range = greatest - least || 1;
  const place = (value: number): number => 4 + ((greatest - value) / range) * (HEIGHT - 8);
  return { y: (cents: string) => place(Number(cents)), zero: place(0) };
}
