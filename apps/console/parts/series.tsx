/** Several lines on one scale, each with its own stroke and name, and the same figures as a table. */
import { useId } from 'react';
import { DataTable } from './data-table.tsx';
import { Amount } from './words.tsx';

interface Series {
  readonly name: string;
  /** Whole cents by label, in the order of the labels; null for a label without an amount. */
  readonly cents: readonly (string | null)[];
}

interface SeriesChartProps {
  readonly title: string;
  /** Heading of the labels in the table: `Trimestre`. */
  readonly of: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  /** The name of its table's sort in the address. */
  readonly sortName: string;
}

const WIDTH = 640;
const HEIGHT = 200;
const LABELS_PX = 18;
const MAX_LABELS = 8;

export function SeriesChart({ title, of, labels, series, sortName }: SeriesChartProps) {
  const titleId = useId();
  const step = WIDTH / Math.max(1, labels.length);
  const every = Math.ceil(labels.length / MAX_LABELS);
  const place = scaleOf(series);
  const rows = labels.map((label, i) => ({ label, cents: series.map(({ cents }) => cents[i] ?? null) }));
  return (
    <figure className="chart">
      <figcaption id={titleId}>{title}</figcaption>
      <ul className="legend">
        {series.map(({ name }, i) => (
          <li key={name}>
            <svg className="stroke" viewBox="0 0 30 12" aria-hidden="true">
              <line className={`series-${i % 6}`} x1={0} x2={30} y1={6} y2={6} />
            </svg>
            {name}
          </li>
        ))}
      </ul>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + LABELS_PX}`} role="img" aria-labelledby={titleId}>
        <line className="zero" x1={0} x2={WIDTH} y1={place('0')} y2={place('0')} />
        {series.map(({ name, cents }, i) => (
          <g key={name} className={`series-${i % 6}`}>
            {runsOf(cents).map((run) => (
              <polyline
                key={run[0]?.at}
                points={run.map(({ at, value }) => `${at * step + step / 2},${place(value)}`).join(' ')}
              />
            ))}
          </g>
        ))}
        {labels.map((label, i) =>
          i % every === 0 ? (
            <text key={label} x={i * step + step / 2} y={HEIGHT + LABELS_PX - 4} textAnchor="middle">
              {label}
            </text>
          ) : null,
        )}
      </svg>
      <DataTable
        caption={title}
        columns={[
          { key: 'label', heading: of, cell: ({ label }) => label },
          ...series.map(({ name }, i) => ({
            key: name,
            heading: name,
            isFigure: true,
            cell: ({ cents }: (typeof rows)[number]) => <Amount cents={cents[i] ?? null} />,
          })),
        ]}
        rows={rows}
        keyOf={({ label }) => label}
        sortName={sortName}
      />
    </figure>
  );
}

interface Placed {
  readonly at: number;
  readonly value: string;
}

/** A line stops at a missing amount, and begins again after it. */
function runsOf(cents: readonly (string | null)[]): readonly (readonly Placed[])[] {
  const runs: Placed[][] = [];
  let run: Placed[] | undefined;
  for (const [at, value] of cents.entries()) {
    if (value === null) {
      run = undefined;
      continue;
    }
    if (run === undefined) runs.push((run = []));
    run.push({ at, value });
  }
  return runs;
}

/** Places on the screen: no amount comes back from them. */
function scaleOf(series: readonly Series[]): (cents: string) => number {
  const values = [0, ...series.flatMap(({ cents }) => cents.map((one) => Number(one ?? 0)))];
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const range = greatest - least || 1;
  return (cents) => 4 + ((greatest - Number(cents)) / range) * (HEIGHT - 8);
}
