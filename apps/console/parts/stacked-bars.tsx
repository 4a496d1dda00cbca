/** Stacked bars with a legend, and the same figures as a table. */
import { useId } from 'react';
import { DataTable } from './data-table.tsx';
import { Amount, sumOf } from './words.tsx';

interface StackedPoint {
  readonly label: string;
  /** Whole cents, one for each part, in their order; not less than 0. */
  readonly cents: readonly string[];
}

interface StackedBarsProps {
  readonly title: string;
  /** Heading of the labels in the table: `Année`. */
  readonly of: string;
  /** The parts, from the zero line up. */
  readonly parts: readonly string[];
  readonly points: readonly StackedPoint[];
  /** The name of its table's sort in the address, if a page has several tables. */
  readonly sortName?: string;
  /** The points are independent: sums over all of them would be meaningless. */
  readonly areApart?: boolean;
}

const WIDTH = 640;
const HEIGHT = 160;
const LABELS_PX = 18;

export function StackedBars({ title, of, parts, points, sortName = 'tri-annees', areApart = false }: StackedBarsProps) {
  const titleId = useId();
  const step = WIDTH / Math.max(1, points.length);
  const width = Math.min(step * 0.7, WIDTH / 8);
  const greatest = points.map(({ cents }) => sumOf(cents)).reduce((a, b) => (a > b ? a : b), 1n);
  // Places on the screen: no amount comes back from them.
  const heightOf = (cents: string): number => (Number(cents) / Number(greatest)) * HEIGHT;
  return (
    <figure className="chart">
      <figcaption id={titleId}>{title}</figcaption>
      <ul className="legend">
        {parts.map((part, i) => (
          <li key={part}>
            <svg className="swatch" viewBox="0 0 12 12" aria-hidden="true">
              <rect className={`part-${i}`} width={12} height={12} />
            </svg>
            {part}
          </li>
        ))}
      </ul>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + LABELS_PX}`} role="img" aria-labelledby={titleId}>
        {points.map(({ label, cents }, at) => (
          <g key={label}>
            {cents.map((own, i) => {
              const below = cents.slice(0, i + 1).reduce((sum, one) => sum + heightOf(one), 0);
              return (
                <rect
                  key={parts[i]}
                  className={`part-${i}`}
                  x={at * step + (step - width) / 2}
                  width={width}
                  y={HEIGHT - below}
                  height={heightOf(own)}
                />
              );
            })}
            <text x={at * step + step / 2} y={HEIGHT + LABELS_PX - 4} textAnchor="middle">
              {label}
            </text>
          </g>
        ))}
        <line className="zero" x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
      </svg>
      <DataTable
        caption={title}
        columns={[
          { key: 'label', heading: of, cell: ({ label }) => label },
          ...parts.map((part, i) => ({
            key: part,
            heading: part,
            isFigure: true,
            cell: ({ cents }: StackedPoint) => <Amount cents={cents[i] ?? null} />,
            total: areApart ? undefined : <Amount cents={sumOf(points.map(({ cents }) => cents[i] ?? null))} />,
          })),
          {
            key: 'sum',
            heading: 'Total',
            isFigure: true,
            cell: ({ cents }) => <Amount cents={sumOf(cents)} />,
            total: areApart ? undefined : <Amount cents={sumOf(points.flatMap(({ cents }) => cents))} />,
          },
        ]}
        rows={points}
        keyOf={({ label }) => label}
        sortName={sortName}
      />
    </figure>
  );
}
