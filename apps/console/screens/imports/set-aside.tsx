/** Rows set aside: the faults and the expected values; an operator corrects them here and sends them again. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAddress } from '../../parts/address.ts';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { SelectField, TextField } from '../../parts/fields.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { RowOpener } from '../../parts/row-opener.tsx';
import { Loaded, NothingHere, Skeleton } from '../../parts/states.tsx';
import { NUMBER, counted } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { FACT_FILES, fieldsOf, fileOf } from './files.ts';
import { type RowFilters, type SetAsideRow, rowsCsvAddress, rowsQuery } from './queries.ts';
import { Work } from './work.tsx';
import { SendDialog } from './send-dialog.tsx';

type Mended = ReadonlyMap<string, { readonly file: string; readonly fields: readonly string[] }>;

export function SetAsideRows() {
  const { get, set } = useAddress();
  const mayMend = useMay('operator');
  const [mended, setMended] = useState<Mended>(new Map());
  const [isAsked, ask] = useState(false);
  const state = get('aussi') === 'enregistrees' ? undefined : 'OPEN';
  const filters: RowFilters = { file: get('fichier'), code: get('code'), state };
  const list = useInfiniteQuery(rowsQuery(filters));
  const open = get('ligne');
  const columns: readonly Column<SetAsideRow>[] = [
    {
      key: 'ligne',
      heading: 'Ligne',
      cell: (row) => (
        <RowOpener
          isOpen={rowKey(row) === open}
          toggle={() => set({ ligne: rowKey(row) === open ? undefined : rowKey(row) })}
        >
          {row.file}, {NUMBER.format(row.line)}
        </RowOpener>
      ),
    },
    { key: 'message', heading: 'Ce qui ne va pas, et ce qui irait', cell: ({ message }) => message },
    {
      key: 'etat',
      heading: 'Où elle en est',
      cell: (row) => (mended.has(rowKey(row)) ? 'corrigée, à envoyer' : stateText(row)),
    },
  ];
  return (
    <section className="panel">
      <header className="screen-head">
        <h2>Lignes mises de côté</h2>
        <div className="actions">
          <CsvButton path={rowsCsvAddress(filters)} name="lignes-de-cote.csv" />
          {mended.size > 0 && (
            <button type="button" className="primary" onClick={() => ask(true)}>
              Envoyer {counted(mended.size, 'ligne corrigée', 'lignes corrigées')}…
            </button>
          )}
        </div>
      </header>
      <Work />
      <form className="filters" role="search" aria-label="Filtres" onSubmit={(event) => event.preventDefault()}>
        <SelectField
          label="Fichier"
          none="tous"
          value={filters.file ?? ''}
          set={(value) => set({ fichier: value, ligne: undefined })}
          options={Object.entries(FACT_FILES).map(([name, { holds }]) => [name, holds])}
        />
        <SelectField
          label="Closes depuis"
          none="sans"
          value={get('aussi') ?? ''}
          set={(value) => set({ aussi: value, ligne: undefined })}
          options={[['enregistrees', 'avec']]}
        />
      </form>
      <Loaded query={list} skeleton={<Skeleton lines={6} />}>
        {({ pages }) => (
          <>
            <DataTable
              caption="Lignes mises de côté"
              sortName="tri-lignes"
              columns={columns}
              rows={pages.flatMap(({ items }) => items)}
              keyOf={rowKey}
              detail={(row) =>
                rowKey(row) === open ? (
                  <Mend
                    row={row}
                    fields={mended.get(rowKey(row))?.fields ?? (row.fields.length > 0 ? row.fields : fieldsOf(row.row))}
                    set={
                      mayMend && row.state === 'OPEN'
                        ? (fields) => setMended((now) => new Map([...now, [rowKey(row), { file: row.file, fields }]]))
                        : undefined
                    }
                  />
                ) : undefined
              }
              empty={
                <NothingHere title="Aucune ligne de côté">
                  Tout ce qui a été reçu est enregistré, ou ne correspond pas aux filtres.
                </NothingHere>
              }
            />
            <MoreRows list={list} />
          </>
        )}
      </Loaded>
      {isAsked && (
        <SendDialog
          files={filesOf(mended)}
          what={counted(mended.size, 'ligne corrigée', 'lignes corrigées')}
          sent={() => setMended(new Map())}
          close={() => ask(false)}
        />
      )}
    </section>
  );
}

const STATES: Readonly<Record<string, string>> = {
  OPEN: 'de côté',
  RECORDED: 'enregistrée depuis',
  MENDED: 'corrigée par un autre fichier',
  DISMISSED: 'classée sans suite',
  ERASED: 'd’un patient effacé',
};

function stateText({ state, reason }: SetAsideRow): string {
  return `${STATES[state] ?? state}${reason === null ? '' : ` : ${reason}`}`;
}

function rowKey({ import: of, line }: SetAsideRow): string {
  return `${of} ${line}`;
}

function filesOf(mended: Mended): readonly File[] {
  return [...Map.groupBy(mended.values(), ({ file }) => file)].map(
    ([name, rows]) =>
      new File(
        [
          fileOf(
            name,
            rows.map(({ fields }) => fields),
          ),
        ],
        name,
        { type: 'text/csv', lastModified: 0 },
      ),
  );
}

interface MendProps {
  readonly row: SetAsideRow;
  readonly fields: readonly string[];
  /** Undefined if the person may not correct the row, or if it is recorded. */
  readonly set: ((fields: readonly string[]) => void) | undefined;
}

/** A field for each column; the row as received below. */
function Mend({ row, fields, set }: MendProps) {
  const columns = FACT_FILES[row.file]?.columns ?? [];
  return (
    <>
      {set !== undefined && (
        <div className="filters">
          {columns.map((column, i) => (
            <TextField
              key={column}
              label={column}
              value={fields[i] ?? ''}
              set={(value) => set(columns.map((_, at) => (at === i ? value : (fields[at] ?? ''))))}
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
