/**
 * A table of rows: a native table, sorted by its headings, the sort in the address; above 200 rows only the visible ones are in the page.
 */
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { isTyped } from '../frame/shortcuts.ts';
import { useAddress } from './address.ts';
import { useIsPrinted } from './printed.ts';
import { ScrollRegion } from './scroll-region.tsx';

export interface Column<Row> {
  /** The name of the column in the address, if the table is sorted by it. */
  readonly key: string;
  readonly heading: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Aligned right, with figures of one width. */
  readonly isFigure?: boolean;
  /** Undefined: the column cannot be sorted. `service`: the service sorts the rows, as the address asks. */
  readonly sortBy?: 'service' | ((row: Row) => string | number | bigint);
  /** Shown in the last row. */
  readonly total?: ReactNode;
}

interface DataTableProps<Row> {
  /** The title for screen readers. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Name of the sort in the address, if a page has several tables. */
  readonly sortName?: string;
  /** Shown when there are no rows: why, and what to do next. */
  readonly empty?: ReactNode;
  /** The content below an open row; undefined while the row is closed. */
  readonly detail?: (row: Row) => ReactNode | undefined;
}

const VIRTUAL_FROM = 200;
const ROW_PX = 33;

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, keyOf, sortName = 'tri', empty, detail } = props;
  const { sorted, sort, sortOf } = useSort(columns, rows, sortName);
  const body = useRef<HTMLTableSectionElement>(null);
  const isPrinted = useIsPrinted();
  useRowKeys(body);
  if (rows.length === 0) return empty ?? <p className="quiet">Rien.</p>;
  const hasTotal = columns.some(({ total }) => total !== undefined);
  return (
    <ScrollRegion label={caption}>
      <table aria-rowcount={rows.length + 1}>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={column.isFigure === true ? 'figure' : undefined}
                aria-sort={sortOf(column)}
              >
                {column.sortBy === undefined ? (
                  column.heading
                ) : (
                  <button type="button" onClick={() => sort(column)}>
                    {column.heading}
                    <span aria-hidden="true">{ARROWS[sortOf(column) ?? 'none']}</span>
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.length > VIRTUAL_FROM && !isPrinted ? (
            <RowsInSight
              rows={sorted}
              columns={columns}
              keyOf={keyOf}
              detail={detail}
              top={() => body.current?.offsetTop ?? 0}
            />
          ) : (
            sorted.map((row, i) => (
              <TableRow key={keyOf(row)} row={row} columns={columns} index={i} detail={detail?.(row)} />
            ))
          )}
        </tbody>
        {hasTotal && (
          <tfoot>
            <tr>
              {columns.map(({ key, total, isFigure }) => (
                <td key={key} className={isFigure === true ? 'figure' : undefined}>
                  {total}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </ScrollRegion>
  );
}

interface RowsProps<Row> {
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly detail: ((row: Row) => ReactNode | undefined) | undefined;
  readonly top: () => number;
}

function RowsInSight<Row>({ rows, columns, keyOf, detail, top }: RowsProps<Row>) {
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_PX,
    overscan: 20,
    scrollMargin: top(),
  });
  const seen = virtual.getVirtualItems();
  const before = (seen[0]?.start ?? 0) - virtual.options.scrollMargin;
  const after = virtual.getTotalSize() - ((seen.at(-1)?.end ?? 0) - virtual.options.scrollMargin);
  return (
    <>
      <Space px={Math.max(0, before)} />
      {seen.map(({ index }) => {
        const row = rows[index];
        return row === undefined ? null : (
          <TableRow key={keyOf(row)} row={row} columns={columns} index={index} detail={detail?.(row)} />
        );
      })}
      <Space px={Math.max(0, after)} />
    </>
  );
}

function Space({ px }: { readonly px: number }) {
  return <tr aria-hidden="true" className="space" style={{ height: px }} />;
}

interface TableRowProps<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly index: number;
  readonly detail: ReactNode | undefined;
}

function TableRow<Row>({ row, columns, index, detail }: TableRowProps<Row>) {
  return (
    <>
      <CellsOfRow row={row} columns={columns} index={index} />
      {detail !== undefined && (
        <tr className="row-detail">
          <td colSpan={columns.length}>{detail}</td>
        </tr>
      )}
    </>
  );
}

function CellsOfRow<Row>({ row, columns, index }: Omit<TableRowProps<Row>, 'detail'>) {
  return (
    <tr aria-rowindex={index + 2}>
      {columns.map(({ key, cell, isFigure }, i) =>
        i === 0 ? (
          <th key={key} scope="row">
            {cell(row)}
          </th>
        ) : (
          <td key={key} className={isFigure === true ? 'figure' : undefined}>
            {cell(row)}
          </td>
        ),
      )}
    </tr>
  );
}

type Direction = 'ascending' | 'descending';
const ARROWS = { ascending: ' ↑', descending: ' ↓', none: '' };

/** `-total` in the address sorts by the column `total`, the largest first. */
function useSort<Row>(columns: readonly Column<Row>[], rows: readonly Row[], name: string) {
  const { get, set } = useAddress();
  const asked = get(name) ?? '';
  const direction: Direction = asked.startsWith('-') ? 'descending' : 'ascending';
  const column = columns.find(({ key, sortBy }) => sortBy !== undefined && key === asked.replace(/^-/, ''));
  const sorted = useMemo(() => {
    const by = column?.sortBy;
    if (by === undefined || by === 'service') return rows;
    const sign = direction === 'ascending' ? 1 : -1;
    return rows.toSorted((a, b) => sign * compare(by(a), by(b)));
  }, [rows, column?.sortBy, direction]);
  const sortOf = ({ key }: Column<Row>): Direction | undefined => (key === column?.key ? direction : undefined);
  const sort = (by: Column<Row>): void => {
    const now = sortOf(by);
    // Figures from the largest, words from A; then the other way, then as given.
    const ways = by.isFigure === true ? [`-${by.key}`, by.key] : [by.key, `-${by.key}`];
    const next = now === undefined ? ways[0] : asked === ways[0] ? ways[1] : undefined;
    set({ [name]: next });
  };
  return { sorted, sort, sortOf };
}

const COLLATOR = new Intl.Collator('fr', { numeric: true });

function compare(a: string | number | bigint, b: string | number | bigint): number {
  if (typeof a === 'string' && typeof b === 'string') return COLLATOR.compare(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A checkbox takes no letters: `j` and `k` continue from it. */
const FIELDS = 'input:not([type=checkbox]), textarea, select';

/**
 * `j` and `k` go to the link of the next and of the previous row: in the table with the focus, otherwise in the first table of the page.
 */
function useRowKeys(body: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const step = { j: 1, k: -1 }[event.key];
      const table = body.current?.closest('table') ?? undefined;
      if (step === undefined || table === undefined || isTyped(event, FIELDS)) return;
      const focused = document.activeElement?.closest('main table[aria-rowcount]');
      if (table !== (focused ?? document.querySelector('main table[aria-rowcount]'))) return;
      moveBy(step, table);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  });
}

function moveBy(step: number, table: HTMLElement): void {
  const targets = [...table.querySelectorAll('tbody tr[aria-rowindex]')]
    .map((row) => row.querySelector<HTMLElement>('a, button, input'))
    .filter((target) => target !== null);
  const at = targets.findIndex((target) => target.closest('tr')?.contains(document.activeElement));
  targets[Math.max(0, at + step)]?.focus();
}
