/** The recorded events of one stream; or a choice of streams. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { announce } from '../../frame/announcements.tsx';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { EventLink } from '../../parts/event-link.tsx';
import { SelectField, TextField, useTyped } from '../../parts/fields.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { ProofButton } from '../../parts/proof-button.tsx';
import { Loaded } from '../../parts/states.tsx';
import { whenText } from '../../parts/french-days.ts';
import { Day, Instant } from '../../parts/words.tsx';
import { type DayOrder, type RecordedEvent, streamQuery } from './queries.ts';

export function StreamTab({ isAuditor }: { readonly isAuditor: boolean }) {
  const { get, set } = useAddress();
  const stream = get('flux') ?? '';
  const order: DayOrder = get('ordre') === 'desc' ? 'desc' : 'asc';
  return (
    <>
      <div className="filters">
        <Asked label="Flux" placeholder="team-PEPS-01" value={stream} ask={(flux) => set({ flux })} />
        {stream !== '' && (
          <SelectField
            label="Ordre"
            value={order}
            set={(ordre) => set({ ordre: ordre === 'asc' ? undefined : ordre })}
            options={[
              ['asc', 'du premier au dernier'],
              ['desc', 'du dernier au premier'],
            ]}
          />
        )}
        <EventField />
      </div>
      {stream === '' ? <Streams isAuditor={isAuditor} /> : <Events stream={stream} order={order} />}
    </>
  );
}

function EventField() {
  const [, go] = useLocation();
  return (
    <Asked
      label="Événement n°"
      placeholder="1"
      value=""
      ask={(position) => {
        if (/^[1-9]\d{0,14}$/.test(position)) go(`/journal/${position}`);
        else announce('Un événement a un numéro, comme 1.');
      }}
    />
  );
}

interface AskedProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly ask: (value: string) => void;
}

/** A field that asks on Enter: half a name names no stream. */
function Asked({ label, placeholder, value, ask }: AskedProps) {
  const [typed, setTyped] = useTyped(value);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ask(typed.trim());
      }}
    >
      <TextField type="search" label={label} value={typed} set={setTyped} placeholder={placeholder} />
    </form>
  );
}

/** The kinds of streams, by their names. */
const STREAMS: readonly (readonly [name: string, holds: string, isWhole: boolean])[] = [
  ['payment-ledger', 'le livre des paiements : enveloppes, dus, versements, réponses de la banque', true],
  ['regulation', 'les versions de la réglementation', true],
  ['team-…', 'une équipe : identité, phases, membres, indicateurs', false],
  ['statement-ÉQUIPE-PÉRIODE', 'un décompte : calculs, décisions', false],
  ['payee-…', 'le compte d’une équipe', false],
  ['debtor-…', 'le compte que débite une enveloppe', false],
];
const OF_PATIENTS = ['patient-…', 'un patient : médecin traitant, couverture, actes', false] as const;

function Streams({ isAuditor }: { readonly isAuditor: boolean }) {
  return (
    <>
      <p className="quiet">
        Tout ce qui est enregistré l’est dans un flux, pour toujours. Écrivez le nom d’un flux, ou partez d’ici :
      </p>
      <DataTable
        caption="Flux"
        columns={[
          {
            key: 'name',
            heading: 'Flux',
            cell: ([name, , isWhole]) =>
              isWhole ? <ScreenLink to={`/journal?flux=${name}`}>{name}</ScreenLink> : <code>{name}</code>,
          },
          { key: 'holds', heading: 'Ce qu’il a', cell: ([, holds]) => holds },
        ]}
        rows={isAuditor ? [...STREAMS, OF_PATIENTS] : STREAMS}
        keyOf={([name]) => name}
      />
    </>
  );
}

const COLUMNS: readonly Column<RecordedEvent>[] = [
  {
    key: 'event',
    heading: 'Événement',
    cell: ({ position, type }) => <EventLink position={position} type={type} />,
  },
  { key: 'effective', heading: 'Pour', cell: ({ effective }) => whenText(effective) },
  { key: 'known', heading: 'Connu le', cell: ({ knownOn }) => <Day day={knownOn} /> },
  { key: 'at', heading: 'Enregistré le', cell: ({ recordedAt }) => <Instant at={recordedAt} /> },
  { key: 'actor', heading: 'Par', cell: ({ actor }) => actor },
  { key: 'causation', heading: 'À cause de', cell: ({ causation }) => causation },
];

function Events({ stream, order }: { readonly stream: string; readonly order: DayOrder }) {
  const list = useInfiniteQuery(streamQuery(stream, order));
  return (
    <Loaded query={list}>
      {({ pages }) => {
        const events = pages.flatMap(({ items }) => items);
        return (
          <>
            <header className="screen-head">
              <h2>
                <code>{stream}</code>
              </h2>
              <div className="actions">
                <ProofButton positions={events.map(({ position }) => position)} />
                <CsvButton
                  path={`/streams/${encodeURIComponent(stream)}/events?order=${order}`}
                  name={`${stream}.csv`}
                />
              </div>
            </header>
            <DataTable
              caption={`Événements de ${stream}`}
              columns={COLUMNS}
              rows={events}
              keyOf={({ position }) => String(position)}
            />
            <MoreRows list={list} />
          </>
        );
      }}
    </Loaded>
  );
}
