/** One row set aside, to correct: a field for each column, and for each value that has none; the row as received below. */
import { TextField } from '../../parts/fields.tsx';
import { counted } from '../../parts/words.tsx';
import { FACT_FILES } from './files.ts';
import type { SetAsideRow } from './queries.ts';

interface MendProps {
  readonly row: SetAsideRow;
  readonly fields: readonly string[];
  /** Undefined if the person may not correct the row, or if it is recorded. */
  readonly set: ((fields: readonly string[]) => void) | undefined;
}

export function Mend({ row, fields, set }: MendProps) {
  const columns = FACT_FILES[row.file]?.columns ?? [];
  const labels = [...columns, ...fields.slice(columns.length).map((_, i) => `en trop, ${columns.length + i + 1}`)];
  return (
    <>
      {set !== undefined && fields.length !== columns.length && (
        <p className="notice fault">{countText(fields.length, columns.length)}</p>
      )}
      {set !== undefined && (
        <div className="filters">
          {labels.map((label, i) => (
            <TextField
              key={label}
              label={label}
              value={fields[i] ?? ''}
              set={(value) => set(labels.map((_, at) => (at === i ? value : (fields[at] ?? ''))))}
            />
          ))}
        </div>
      )}
      <p className="quiet">
        Telle que reçue : <code>{row.row}</code>
      </p>
    </>
  );
}

function countText(fields: number, columns: number): string {
  const received = `La ligne a ${counted(fields, 'champ')} pour ${counted(columns, 'colonne')}, dans l’ordre où ils sont venus : mettez chaque valeur dans sa colonne`;
  return fields > columns ? `${received}, et videz ce qui est en trop.` : `${received}.`;
}
