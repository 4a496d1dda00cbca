/** Événement: when and by whom it was recorded, its content, its cause, the events recorded with it, and its effects. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { EVENT_LABELS } from '#libs/words/labels/events.ts';
import { streamAddress } from '../../frame/addresses.ts';
import type { ViewProps } from '../../frame/screen.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { EventLink } from '../../parts/event-link.tsx';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { ProofButton } from '../../parts/proof-button.tsx';
import { ReadScreen } from '../../parts/read-screen.tsx';
import { Loaded } from '../../parts/states.tsx';
import { Day, Instant, NUMBER, counted } from '../../parts/words.tsx';
import { whenText } from '../../parts/french-days.ts';
import { EventContent } from './content.tsx';
import { type Effect as EffectOf, type EventRead, effectsQuery, eventQuery } from './queries.ts';
import './event.css';

export default function EventScreen({ params: { position = '' } }: ViewProps) {
  const query = useQuery(eventQuery(position));
  return (
    <ReadScreen
      of={{
        name: `Événement ${position}`,
        unknown: 'Le journal n’a pas d’événement à cette position.',
        list: { to: '/journal', label: 'Journal' },
      }}
      query={query}
    >
      {(event) => (
        <>
          <Head event={event} />
          <section className="panel">
            <h2>Quand et par qui</h2>
            <Facts facts={recordedOf(event)} />
          </section>
          <section className="panel">
            <h2>Ce qu’il dit</h2>
            <EventContent value={event.data} />
          </section>
          <Causes event={event} />
          <Beside event={event} />
          <Effects position={position} />
        </>
      )}
    </ReadScreen>
  );
}

function Head({ event: { position, stream, revision, type } }: { readonly event: EventRead }) {
  return (
    <header className="screen-head">
      <div>
        <p className="quiet">
          <ScreenLink to="/journal">Journal</ScreenLink> · <ScreenLink to={streamAddress(stream)}>{stream}</ScreenLink>,
          rang {NUMBER.format(revision)}
        </p>
        <h1>
          {EVENT_LABELS[type] ?? type} <span className="quiet">n° {NUMBER.format(position)}</span>
        </h1>
      </div>
      <div className="actions">
        {position > 1 && <ScreenLink to={`/journal/${position - 1}`}>← n° {NUMBER.format(position - 1)}</ScreenLink>}
        <ScreenLink to={`/journal/${position + 1}`}>n° {NUMBER.format(position + 1)} →</ScreenLink>
        <ProofButton positions={[position]} />
      </div>
    </header>
  );
}

function recordedOf({ effective, knownOn, recordedAt, actor, type, schemaVersion, id }: EventRead): readonly Fact[] {
  return [
    ['Pour', whenText(effective)],
    ['Connu le', <Day key="known" day={knownOn} />],
    ['Enregistré le', <Instant key="at" at={recordedAt} />],
    ['Par', actor],
    [
      'Nature',
      <span key="type">
        <code>{type}</code>, forme {schemaVersion}
      </span>,
    ],
    ['Identifiant', <code key="id">{id}</code>],
  ];
}

function Causes({ event: { causation, correlation } }: { readonly event: EventRead }) {
  return (
    <section className="panel">
      <h2>Sa cause</h2>
      <Facts
        facts={[
          ['Fichier ou commande', causation],
          ['Fait partie de', <code key="correlation">{correlation}</code>],
        ]}
      />
    </section>
  );
}

/** An import records thousands at once. */
const SHOWN_AT_ONCE = 12;

function Beside({ event: { beside } }: { readonly event: EventRead }) {
  return (
    <section className="panel">
      <h2>Enregistrés avec lui</h2>
      <details open={beside.length <= SHOWN_AT_ONCE}>
        <summary className="quiet">{counted(beside.length, 'événement')} de la même commande</summary>
        <DataTable
          caption="Enregistrés avec lui"
          columns={[
            {
              key: 'position',
              heading: 'Événement',
              cell: ({ position, type }) => <EventLink position={position} type={type} />,
            },
            {
              key: 'stream',
              heading: 'Flux',
              cell: ({ stream }) => <ScreenLink to={streamAddress(stream)}>{stream}</ScreenLink>,
            },
            { key: 'effective', heading: 'Pour', cell: ({ effective }) => whenText(effective) },
          ]}
          rows={beside}
          keyOf={({ position }) => String(position)}
          empty={<p className="quiet">Rien d’autre : la commande n’a enregistré que lui.</p>}
        />
      </details>
    </section>
  );
}

const WHY: Readonly<Record<EffectOf['why'], string>> = { NAMES: 'il le nomme', REQUEST: 'la même demande' };

function Effects({ position }: { readonly position: string }) {
  const list = useInfiniteQuery(effectsQuery(position));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  return (
    <section className="panel">
      <h2>Ce qu’il a amené</h2>
      <Loaded query={list}>
        {({ pages }) => (
          <DataTable
            caption="Ce qu’il a amené"
            columns={EFFECTS}
            rows={pages.flatMap(({ items }) => items)}
            keyOf={({ position: of }) => String(of)}
            empty={
              <p className="quiet">
                {hasNextPage
                  ? 'Rien encore dans ce qui est lu du journal.'
                  : 'Aucune décision ni aucun paiement ne le nomme, et sa demande n’a rien enregistré après lui.'}
              </p>
            }
          />
        )}
      </Loaded>
      {hasNextPage && (
        <button type="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? 'Lecture de la suite…' : 'Lire la suite du journal'}
        </button>
      )}
    </section>
  );
}

const EFFECTS: readonly Column<EffectOf>[] = [
  {
    key: 'event',
    heading: 'Événement',
    cell: ({ position, type }) => <EventLink position={position} type={type} />,
  },
  {
    key: 'stream',
    heading: 'Flux',
    cell: ({ stream }) => <ScreenLink to={streamAddress(stream)}>{stream}</ScreenLink>,
  },
  { key: 'at', heading: 'Enregistré le', cell: ({ recordedAt }) => <Instant at={recordedAt} /> },
  { key: 'why', heading: 'Parce que', cell: ({ why }) => WHY[why] },
];
