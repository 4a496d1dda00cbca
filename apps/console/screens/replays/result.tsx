/** The result of a replay: decided, would be, difference, why; the largest first; the chosen statements are regularised. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { statementAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { Bars } from '../../parts/charts.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Difference } from '../../parts/difference.tsx';
import { magnitude } from '../../parts/magnitude.ts';
import type { Outcome } from '../../parts/outcomes.tsx';
import { RowOpener } from '../../parts/row-opener.tsx';
import { Loaded, NothingHere, Skeleton } from '../../parts/states.tsx';
import { Amount, counted, periodInFrench, sumOf } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { lineLabel } from '../statement/labels.ts';
import { type Replayed, replayJobsQuery, resultQuery } from './queries.ts';
import { RegulariseDialog } from './regularise-dialog.tsx';
import { bySize, canBeRegularised, decidedCents, isChanged, periodKey, nowCents } from './sizes.ts';
import { ShortWhy, Why } from './why.tsx';

interface ReplayResultProps {
  readonly id: string;
  /** The name that it is kept under; undefined if the address gives none. */
  readonly name: string | undefined;
  readonly done: (outcomes: readonly Outcome[]) => void;
}

export function ReplayResult({ id, name, done }: ReplayResultProps) {
  const jobs = useQuery(replayJobsQuery);
  const job = jobs.data?.find((one) => one.id === id);
  const result = useQuery({ ...resultQuery(id), enabled: job?.state === 'SUCCEEDED' });
  if (job === undefined && jobs.data !== undefined)
    return <NothingHere title="Ce rejeu n’est plus là">Choisissez-en un autre, ou rejouez.</NothingHere>;
  if (job?.state === 'FAILED' || job?.state === 'CANCELLED') return null;
  return (
    <section className="panel">
      <h2>Résultat{name === undefined ? '' : ` : ${name}`}</h2>
      <Loaded query={result} skeleton={<Skeleton lines={8} />}>
        {(all) => <Rows all={all} name={name} done={done} />}
      </Loaded>
    </section>
  );
}

interface RowsProps {
  readonly all: readonly Replayed[];
  readonly name: string | undefined;
  readonly done: (outcomes: readonly Outcome[]) => void;
}

const SHOWN = 24;

function Rows({ all, name, done }: RowsProps) {
  const { get, set } = useAddress();
  const mayRegularise = useMay('operator');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isAsked, ask] = useState(false);
  const changed = bySize(all.filter(isChanged));
  const decided = changed.filter((one) => one.decided);
  const candidates = changed.filter(canBeRegularised);
  const shown = get('tout') === undefined ? changed : bySize(all);
  const open = get('ligne');
  const toggle = (key: string): void => setChosen((now) => toggled(now, key));
  const columns: readonly Column<Replayed>[] = [
    ...(mayRegularise ? [choiceColumn(chosen, toggle)] : []),
    {
      key: 'periode',
      heading: 'Période',
      sortBy: periodKey,
      cell: (row) => (
        <RowOpener
          isOpen={periodKey(row) === open}
          toggle={() => set({ ligne: periodKey(row) === open ? undefined : periodKey(row) })}
        >
          {row.team}, {periodInFrench(row.period)}
        </RowOpener>
      ),
    },
    { key: 'decide', heading: 'Décidé', isFigure: true, sortBy: decidedCents, cell: decidedCell },
    {
      key: 'serait',
      heading: 'Serait',
      isFigure: true,
      sortBy: nowCents,
      cell: (row) => <Amount cents={nowCents(row)} />,
    },
    {
      key: 'ecart',
      heading: 'Écart',
      isFigure: true,
      sortBy: ({ differenceCents }) => magnitude(differenceCents),
      cell: ({ differenceCents }) => (differenceCents === '0' ? '=' : <Amount cents={differenceCents} signed />),
    },
    { key: 'pourquoi', heading: 'Pourquoi', cell: (row) => <ShortWhy of={row} /> },
  ];
  return (
    <>
      <p className="sums">
        <span>{counted(all.length, 'décompte rejoué', 'décomptes rejoués')}</span>
        <span>{counted(decided.length, 'décidé change', 'décidés changent')}</span>
        <span>
          différence <Amount cents={sumOf(decided.map(({ differenceCents }) => differenceCents))} signed />
        </span>
      </p>
      {changed.length > 1 && (
        <Bars
          title="Différence par décompte, les plus grandes d’abord"
          of="Décompte"
          points={changed.slice(0, SHOWN).map(({ team, period, differenceCents, decided }) => ({
            label: `${team} ${periodInFrench(period)}`,
            cents: differenceCents,
            isMarked: decided,
          }))}
        />
      )}
      <div className="filters bulk">
        <button
          type="button"
          className="plain"
          onClick={() => set({ tout: get('tout') === undefined ? 'oui' : undefined })}
        >
          {get('tout') === undefined ? 'Montrer aussi ce qui ne change pas' : 'Seulement ce qui change'}
        </button>
        {mayRegularise && candidates.length > 0 && (
          <>
            <button
              type="button"
              className="plain"
              onClick={() =>
                setChosen(chosen.size === candidates.length ? new Set() : new Set(candidates.map(periodKey)))
              }
            >
              {chosen.size === candidates.length ? 'Ne rien choisir' : 'Choisir tout ce qui est décidé'}
            </button>
            <button type="button" className="primary" disabled={chosen.size === 0} onClick={() => ask(true)}>
              {chosen.size === 0 ? 'Régulariser…' : `Régulariser ${counted(chosen.size, 'choisi')}…`}
            </button>
          </>
        )}
      </div>
      {mayRegularise && candidates.length < decided.length && (
        <p className="notice">Ce rejeu vient d’une version d’avant : rejouez pour régulariser ce qu’il montre.</p>
      )}
      <DataTable
        caption="Décomptes rejoués"
        columns={columns}
        rows={shown}
        keyOf={periodKey}
        detail={(row) => (periodKey(row) === open ? <Detail of={row} /> : undefined)}
        empty={
          <NothingHere title="Rien ne change">
            Ce qui est décidé est ce qu’un calcul donnerait maintenant : il n’y a rien à régulariser.
          </NothingHere>
        }
      />
      {isAsked && (
        <RegulariseDialog
          chosen={candidates.filter((one) => chosen.has(periodKey(one)))}
          name={name}
          done={(outcomes) => {
            setChosen(new Set());
            done(outcomes);
          }}
          close={() => ask(false)}
        />
      )}
    </>
  );
}

function decidedCell(row: Replayed) {
  return row.decided ? <Amount cents={decidedCents(row)} /> : <span className="quiet">pas décidé</span>;
}

function choiceColumn(chosen: ReadonlySet<string>, toggle: (key: string) => void): Column<Replayed> {
  return {
    key: 'choix',
    heading: <span className="unseen">Choisir</span>,
    cell: (row) =>
      canBeRegularised(row) ? (
        <input
          type="checkbox"
          aria-label={`Choisir ${row.team}, ${periodInFrench(row.period)}`}
          checked={chosen.has(periodKey(row))}
          onChange={() => toggle(periodKey(row))}
        />
      ) : null,
  };
}

function Detail({ of }: { readonly of: Replayed }) {
  return (
    <>
      <Why of={of} />
      <Difference
        caption={`Lignes de ${of.team}, ${periodInFrench(of.period)}`}
        beforeLabel={of.decided ? 'Décidé' : 'Calculé en dernier'}
        afterLabel="Serait"
        lines={of.lines.map(({ line, decidedCents: before, nowCents: after }) => ({
          label: lineLabel(line),
          before,
          after,
        }))}
      />
      <p>
        <ScreenLink to={statementAddress(of.team, of.period)}>Ouvrir le décompte</ScreenLink>
      </p>
    </>
  );
}

function toggled(now: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(now);
  if (!next.delete(key)) next.add(key);
  return next;
}
