/** Rows set aside: the faults and the expected values; an operator corrects them here and sends them again. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAddress } from '../../parts/address.ts';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { RowOpener } from '../../parts/row-opener.tsx';
import { Loaded, NothingHere, Skeleton } from '../../parts/states.tsx';
import { NUMBER, counted } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { FACT_FILES, type MendedRow, fieldsOf, fileOf, isWithinColumns } from './files.ts';
import { Mend } from './mend.tsx';
import { type RowFilters, type SetAsideRow, rowsCsvAddress, rowsQuery } from './queries.ts';
import { Work } from './work.tsx';
import { SendDialog } from './send-dialog.tsx';

/** The corrected rows, by their key. */
export type Mended = ReadonlyMap<string, MendedRow>;

interface SetAsideRowsProps {
  readonly mended: readonly [Mended, (change: (now: Mended) => Mended) => void];
}

export function SetAsideRows({ mended: [mended, setMended] }: SetAsideRowsProps) {
  const { get, set } = useAddress();
  const mayMend = useMay('operator');
  const toSend: Mended = new Map([...mended].filter(([, row]) => isWithinColumns(row)));
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
      cell: (row) => (toSend.has(rowKey(row)) ? 'corrigée, à envoyer' : stateText(row)),
    },
  ];
  return (
    <section className="panel">
      <header className="screen-head">
        <h2>Lignes mises de côté</h2>
        <div className="actions">
          <CsvButton path={rowsCsvAddress(filters)} name="lignes-de-cote.csv" />
          {toSend.size > 0 && (
            <button type="button" className="primary" onClick={() => ask(true)}>
              Envoyer {counted(toSend.size, 'ligne corrigée', 'lignes corrigées')}…
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
                    fields={mended.get(rowKey(row))?.fields ?? receivedFields(row)}
                    set={
                      mayMend && row.state === 'OPEN'
                        ? (fields) => setMended((now) => new Map([...now, [rowKey(row), mendedRow(row, fields)]]))
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
          files={filesOf(toSend)}
          what={counted(toSend.size, 'ligne corrigée', 'lignes corrigées')}
          sent={() => setMended((now) => new Map([...now].filter(([key]) => !toSend.has(key))))}
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

/** In the order of the columns if there are as many; else as they came. */
function receivedFields({ fields, file, row }: SetAsideRow): readonly string[] {
  return fields.length > 0 ? fields : fieldsOf(file, row);
}

function mendedRow({ file, import: of, line }: SetAsideRow, fields: readonly string[]): MendedRow {
  return { file, fields, reference: `${of}:${line}` };
}

function filesOf(mended: Mended): readonly File[] {
  return [...Map.groupBy(mended.values(), ({ file }) => file)].map(
    ([name, rows]) => new File([fileOf(name, rows)], name, { type: 'text/csv', lastModified: 0 }),
  );
}
