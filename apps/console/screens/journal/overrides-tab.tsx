/** Deviations from the usual process: exceptions, held accounts, withdrawals, typed or contradictory answers. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { OVERRIDE_LABELS } from '#libs/words/labels/audit.ts';
import { useAddress } from '../../parts/address.ts';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { EventLink } from '../../parts/event-link.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { Amount, Day, Instant, PersonName } from '../../parts/words.tsx';
import { withQuery } from '../../parts/with-query.ts';
import { type LateFact, type Override, type OverrideKind, lateFactsQuery, overridesQuery } from './audit-queries.ts';

const LATE = 'faits-tardifs';

export function OverridesTab() {
  const { get, set } = useAddress();
  const kind = get('sorte');
  return (
    <>
      <div className="filters">
        <SelectField
          label="Sorte"
          value={kind ?? ''}
          set={(value) => set({ sorte: value })}
          options={[...Object.entries(OVERRIDE_LABELS), [LATE, 'fait connu plus d’un an après']]}
          none="toutes"
        />
      </div>
      {kind === LATE ? <LateFacts /> : <OverridesList kind={kind as OverrideKind | undefined} />}
    </>
  );
}

function OverridesList({ kind }: { readonly kind: OverrideKind | undefined }) {
  const list = useInfiniteQuery(overridesQuery(kind));
  return (
    <Loaded query={list}>
      {({ pages }) => (
        <>
          <div className="actions">
            <CsvButton path={withQuery('/audit/exceptions', { kind })} name="exceptions.csv" />
          </div>
          <DataTable
            caption="Exceptions"
            columns={COLUMNS}
            rows={pages.flatMap(({ items }) => items)}
            keyOf={({ position, kind: of, about, team }) => `${position} ${of} ${about} ${team}`}
            empty={
              <NothingHere title="Rien à regarder">
                Aucune exception, aucun retrait, aucune réponse saisie : tout a suivi son cours.
              </NothingHere>
            }
          />
          <MoreRows list={list} />
        </>
      )}
    </Loaded>
  );
}

function LateFacts() {
  const list = useInfiniteQuery(lateFactsQuery);
  return (
    <Loaded query={list}>
      {({ pages }) => (
        <>
          <div className="actions">
            <CsvButton path="/audit/late-facts" name="faits-tardifs.csv" />
          </div>
          <DataTable
            caption="Faits connus tard"
            columns={LATE_COLUMNS}
            rows={pages.flatMap(({ items }) => items)}
            keyOf={({ position }) => String(position)}
            empty={<NothingHere title="Aucun fait tardif">Chaque fait a été connu dans l’année.</NothingHere>}
          />
          <MoreRows list={list} />
        </>
      )}
    </Loaded>
  );
}

const COLUMNS: readonly Column<Override>[] = [
  {
    key: 'event',
    heading: 'Événement',
    cell: ({ position, label }) => <EventLink position={position} type={label} />,
  },
  {
    key: 'about',
    heading: 'De quoi',
    cell: ({ about, team, period }) => [team, period, about].filter(Boolean).join(' '),
  },
  {
    key: 'amount',
    heading: 'Montant',
    isFigure: true,
    cell: ({ amountCents }) => (amountCents === '0' ? null : <Amount cents={amountCents} />),
  },
  { key: 'by', heading: 'Par', cell: ({ by }) => <PersonName person={by} /> },
  { key: 'at', heading: 'Le', cell: ({ at }) => <Instant at={at} /> },
  { key: 'reason', heading: 'Pourquoi', cell: ({ reason }) => reason },
];

const LATE_COLUMNS: readonly Column<LateFact>[] = [
  { key: 'event', heading: 'Fait', cell: ({ position, type }) => <EventLink position={position} type={type} /> },
  { key: 'effective', heading: 'Vaut', cell: ({ effective }) => effective },
  { key: 'known', heading: 'Connu le', cell: ({ knownOn }) => <Day day={knownOn} /> },
  { key: 'days', heading: 'Jours', isFigure: true, cell: ({ days }) => days },
];
