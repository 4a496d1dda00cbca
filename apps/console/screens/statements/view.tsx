/** Décomptes: filters, totals and chart of the matching statements, the list, its CSV, and a calculation. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { components } from '#libs/client/contract.d.ts';
import { FLAG_SENTENCES } from '#libs/words/labels/statements.ts';
import type { Flag } from '#libs/statements/rules/statement.ts';
import { statementAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { Bars } from '../../parts/charts.tsx';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { Loaded, NothingHere, Skeleton } from '../../parts/states.tsx';
import { Amount, NUMBER, StageBadge, counted, periodInFrench, sumOf } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { CalculateDialog } from './calculate-dialog.tsx';
import { StatementFilters, useFilters } from './filters.tsx';
import { type Filters, type Order, statementsCsvAddress, statementsQuery, sumsQuery } from './queries.ts';
import './statements.css';

const LATEST_FIRST = '-period';

export default function StatementsScreen() {
  const { get, set } = useAddress();
  const filters = useFilters();
  const sort = (get('tri') ?? LATEST_FIRST) as Order;
  const mayCalculate = useMay('operator');
  const [isAsked, setAsked] = useState(false);
  const isCalculating = mayCalculate && (isAsked || get('calculer') !== undefined);
  const close = (): void => {
    setAsked(false);
    set({ calculer: undefined });
  };
  return (
    <>
      <header className="screen-head">
        <h1>Décomptes</h1>
        <div className="actions">
          <CsvButton path={statementsCsvAddress(filters, sort)} name="decomptes.csv" />
          {mayCalculate && (
            <button type="button" className="primary" onClick={() => setAsked(true)}>
              Calculer…
            </button>
          )}
        </div>
      </header>
      <StatementFilters />
      <Sums filters={filters} />
      <List filters={filters} sort={sort} />
      {isCalculating && <CalculateDialog from={filters.from} to={filters.to} close={close} />}
    </>
  );
}

function Sums({ filters }: { readonly filters: Filters }) {
  const sums = useQuery(sumsQuery(filters));
  return (
    <Loaded query={sums} skeleton={<Skeleton lines={1} />}>
      {(items) => {
        const count = items.reduce((sum, { statements }) => sum + statements, 0);
        const byPeriod = [...Map.groupBy(items, ({ period }) => period)];
        return (
          <>
            <p className="sums">
              <span>{counted(count, 'décompte')}</span>
              <span>
                calculé <Amount cents={sumOf(items.map(({ totalCents }) => totalCents))} />
              </span>
              <span>
                décidé <Amount cents={sumOf(items.map(({ decidedCents }) => decidedCents))} />
              </span>
            </p>
            {byPeriod.length > 1 && (
              <details className="by-period">
                <summary>Par période</summary>
                <Bars
                  title="Montant calculé par période"
                  of="Période"
                  points={byPeriod.map(([period, own]) => ({
                    label: periodInFrench(period),
                    cents: String(sumOf(own.map(({ totalCents }) => totalCents))),
                  }))}
                />
              </details>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

type Row = components['schemas']['ListedStatementView'];

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'period',
    heading: 'Période',
    sortBy: 'service',
    cell: ({ team, period }) => <ScreenLink to={statementAddress(team, period)}>{periodInFrench(period)}</ScreenLink>,
  },
  { key: 'team', heading: 'Équipe', sortBy: 'service', cell: ({ team }) => team },
  { key: 'name', heading: 'Nom', sortBy: 'service', cell: ({ teamName }) => teamName ?? '' },
  { key: 'scheme', heading: 'Texte', cell: ({ text }) => text ?? '' },
  {
    key: 'patients',
    heading: 'Patients',
    isFigure: true,
    sortBy: 'service',
    cell: ({ patients }) => (patients === null ? '' : NUMBER.format(patients)),
  },
  {
    key: 'total',
    heading: 'Calculé',
    isFigure: true,
    sortBy: 'service',
    cell: ({ totalCents }) => <Amount cents={totalCents} />,
  },
  {
    key: 'decided',
    heading: 'Décidé',
    isFigure: true,
    sortBy: 'service',
    cell: ({ decidedCents }) => <Amount cents={decidedCents} />,
  },
  { key: 'stage', heading: 'Où il en est', sortBy: 'service', cell: ({ stage }) => <StageBadge stage={stage} /> },
  { key: 'flags', heading: 'À savoir', cell: ({ flags }) => <Flags flags={flags} /> },
];

function Flags({ flags }: { readonly flags: readonly string[] }) {
  if (flags.length === 0) return null;
  const said = flags.map((flag) => FLAG_SENTENCES[flag as Flag]);
  return <span title={said.join('\n')}>{counted(flags.length, 'remarque')}</span>;
}

function List({ filters, sort }: { readonly filters: Filters; readonly sort: Order }) {
  const list = useInfiniteQuery(statementsQuery(filters, sort));
  return (
    <Loaded query={list} skeleton={<Skeleton lines={12} />}>
      {({ pages }) => (
        <>
          <DataTable
            caption="Décomptes"
            columns={COLUMNS}
            rows={pages.flatMap(({ items }) => items)}
            keyOf={({ team, period }) => `${team} ${period}`}
            empty={
              <NothingHere title="Aucun décompte ne correspond">
                Élargissez les filtres. S’il n’y en a aucun nulle part, importez des faits, puis calculez.
              </NothingHere>
            }
          />
          <MoreRows list={list} />
        </>
      )}
    </Loaded>
  );
}
