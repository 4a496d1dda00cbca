/** Two amounts and their difference, line by line, with the total. */
import { ScrollRegion } from './scroll-region.tsx';
import { Amount, sumOf } from './words.tsx';

interface DifferenceLine {
  readonly label: string;
  /** Whole cents; null if there was none. */
  readonly before: string | null;
  readonly after: string | null;
}

interface DifferenceProps {
  readonly caption: string;
  readonly beforeLabel: string;
  readonly afterLabel: string;
  readonly lines: readonly DifferenceLine[];
}

/** Lines that are the same are quiet. */
export function Difference({ caption, beforeLabel, afterLabel, lines }: DifferenceProps) {
  const total = {
    label: 'Total',
    before: String(sumOf(lines.map(({ before }) => before))),
    after: String(sumOf(lines.map(({ after }) => after))),
  };
  return (
    <ScrollRegion label={caption}>
      <table className="difference">
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Ligne</th>
            <th scope="col" className="figure">
              {beforeLabel}
            </th>
            <th scope="col" className="figure">
              {afterLabel}
            </th>
            <th scope="col" className="figure">
              Écart
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <DifferenceRow key={line.label} line={line} />
          ))}
        </tbody>
        <tfoot>
          <DifferenceRow line={total} />
        </tfoot>
      </table>
    </ScrollRegion>
  );
}

function DifferenceRow({ line: { label, before, after } }: { readonly line: DifferenceLine }) {
  const difference = BigInt(after ?? 0) - BigInt(before ?? 0);
  return (
    <tr className={difference === 0n ? 'same' : undefined}>
      <th scope="row">{label}</th>
      <td className="figure">
        <Amount cents={before} />
      </td>
      <td className="figure">
        <Amount cents={after} />
      </td>
      <td className="figure">{difference === 0n ? '=' : <Amount cents={difference} signed />}</td>
    </tr>
  );
}
