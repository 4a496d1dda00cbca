/** The decisions and their authors, in the order of the log; decisions under a name that no token proved can be listed alone. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { streamAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { EventLink } from '../../parts/event-link.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { Instant, PersonName } from '../../parts/words.tsx';
import { type TakenDecision, takenDecisionsQuery } from './queries.ts';

const COLUMNS: readonly Column<TakenDecision>[] = [
  {
    key: 'event',
    heading: 'Décision',
    cell: ({ position, type }) => <EventLink position={position} type={type} />,
  },
  { key: 'by', heading: 'Par', cell: ({ by }) => <PersonName person={by} /> },
  { key: 'at', heading: 'Le', cell: ({ at }) => <Instant at={at} /> },
  {
    key: 'stream',
    heading: 'Flux',
    cell: ({ stream }) => <ScreenLink to={streamAddress(stream)}>{stream}</ScreenLink>,
  },
];

export function DecisionsTab() {
  const { get, set } = useAddress();
  const isAsserted = get('noms') === 'declares';
  const list = useInfiniteQuery(takenDecisionsQuery(isAsserted));
  return (
    <>
      <div className="filters">
        <SelectField
          label="Noms"
          value={isAsserted ? 'declares' : ''}
          set={(noms) => set({ noms })}
          options={[['declares', 'seulement déclarés']]}
          none="tous"
        />
        <CsvButton path={`/audit/decisions${isAsserted ? '?asserted=true' : ''}`} name="decisions.csv" />
      </div>
      <Loaded query={list}>
        {({ pages }) => (
          <>
            <DataTable
              caption="Décisions"
              columns={COLUMNS}
              rows={pages.flatMap(({ items }) => items)}
              keyOf={({ position }) => String(position)}
              empty={
                isAsserted ? (
                  <NothingHere title="Aucun nom n’est seulement déclaré">
                    Un jeton a vérifié chaque personne qui a décidé.
                  </NothingHere>
                ) : (
                  <NothingHere title="Rien n’est décidé">
                    Les décisions paraissent ici dès que quelqu’un soumet, approuve, propose ou confirme.
                  </NothingHere>
                )
              }
            />
            <MoreRows list={list} />
          </>
        )}
      </Loaded>
    </>
  );
}
