/** Doublons: an operator proposes a merge of look-alike ids or dismisses it; an approver confirms it with the code that was read. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { Loaded, NothingHere, Skeleton } from '../../parts/states.tsx';
import { Day, Instant, PersonName } from '../../parts/words.tsx';
import { useMay, useSession } from '../../session/session.ts';
import { type PairToDecide, DecidePairDialog, type PairWay } from './decide-dialog.tsx';
import { type LookAlikes, type Merge, lookAlikesQuery, mergesQuery } from './queries.ts';

export default function DuplicatesScreen() {
  const [asked, ask] = useState<PairToDecide | undefined>();
  return (
    <>
      <h1>Doublons de patients</h1>
      <p className="quiet">
        Un patient dont le pseudonyme change compte deux fois. Une réunion proposée par une personne et confirmée par
        une autre en fait un seul patient, pour ce qui est calculé tel que connu depuis ce jour ; ce qui l’était avant
        ne change pas.
      </p>
      <LookAlikesPanel ask={ask} />
      <MergesPanel ask={ask} />
      {asked !== undefined && <DecidePairDialog asked={asked} close={() => ask(undefined)} />}
    </>
  );
}

interface PanelProps {
  readonly ask: (asked: PairToDecide) => void;
}

function LookAlikesPanel({ ask }: PanelProps) {
  const list = useInfiniteQuery(lookAlikesQuery);
  const mayPropose = useMay('operator');
  const columns: readonly Column<LookAlikes>[] = [
    { key: 'premier', heading: 'Identifiant', cell: ({ former }) => <code>{former}</code> },
    { key: 'dernier-acte', heading: 'Son dernier acte', cell: ({ lastAct }) => <Day day={lastAct} /> },
    { key: 'second', heading: 'Puis', cell: ({ latter }) => <code>{latter}</code> },
    { key: 'premier-acte', heading: 'Son premier acte', cell: ({ firstAct }) => <Day day={firstAct} /> },
    {
      key: 'suite',
      heading: '',
      cell: ({ former, latter }) =>
        mayPropose && (
          <div className="actions">
            <button type="button" onClick={() => ask({ way: 'merge', patient: latter, into: former })}>
              Réunir…
            </button>
            <button
              type="button"
              className="plain"
              onClick={() => ask({ way: 'dismiss', patient: latter, into: former })}
            >
              Deux personnes…
            </button>
          </div>
        ),
    },
  ];
  return (
    <section className="panel">
      <h2>Qui se ressemblent</h2>
      <Loaded query={list} skeleton={<Skeleton lines={4} />}>
        {({ pages }) => (
          <>
            <DataTable
              caption="Identifiants de même naissance, de même sexe et de même médecin, aux actes à la suite"
              sortName="tri-ressemblances"
              columns={columns}
              rows={pages.flatMap(({ items }) => items)}
              keyOf={({ former, latter }) => `${former} ${latter}`}
              empty={
                <NothingHere title="Aucun">
                  Aucun identifiant ne semble être d’une personne qui en a déjà un.
                </NothingHere>
              }
            />
            <MoreRows list={list} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function MergesPanel({ ask }: PanelProps) {
  const merges = useQuery(mergesQuery);
  const columns: readonly Column<Merge>[] = [
    { key: 'patient', heading: 'Identifiant', cell: ({ patient }) => <code>{patient}</code> },
    { key: 'personne', heading: 'De la personne', cell: ({ into }) => <code>{into}</code> },
    { key: 'depuis', heading: 'Depuis', cell: ({ since }) => (since === null ? 'proposé' : <Day day={since} />) },
    {
      key: 'attend',
      heading: 'Ce qui attend',
      cell: ({ waiting }) => waiting !== null && <Waiting waiting={waiting} />,
    },
    { key: 'suite', heading: '', cell: (merge) => <Ways merge={merge} ask={ask} /> },
  ];
  return (
    <section className="panel">
      <h2>Réunis, ou proposés</h2>
      <Loaded query={merges} skeleton={<Skeleton lines={4} />}>
        {(items) => (
          <DataTable
            caption="Identifiants réunis, ou proposés"
            sortName="tri-reunions"
            columns={columns}
            rows={items}
            keyOf={({ patient }) => patient}
            empty={<NothingHere title="Aucun">Aucun identifiant n’est réuni à un autre.</NothingHere>}
          />
        )}
      </Loaded>
    </section>
  );
}

function Waiting({ waiting }: { readonly waiting: NonNullable<Merge['waiting']> }) {
  const { kind, reason, proposedBy, proposedAt, confirmBy } = waiting;
  return (
    <>
      {kind === 'MERGE' ? 'réunir' : 'séparer'} : {reason}{' '}
      <span className="quiet">
        (<PersonName person={proposedBy} />, le <Instant at={proposedAt} /> ; à confirmer au plus tard le{' '}
        <Day day={confirmBy} />)
      </span>
    </>
  );
}

function Ways({ merge, ask }: PanelProps & { readonly merge: Merge }) {
  const [mayPropose, mayConfirm] = [useMay('operator'), useMay('approver')];
  const { subject } = useSession();
  const { patient, into, waiting } = merge;
  const isOwn = waiting !== null && (waiting.proposedBy.subject ?? waiting.proposedBy.name) === subject;
  const ways: readonly PairWay[] =
    waiting === null
      ? mayPropose
        ? ['separate']
        : []
      : [...(mayConfirm && !isOwn ? (['confirm', 'refuse'] as const) : []), ...(isOwn ? (['withdraw'] as const) : [])];
  return (
    <div className="actions">
      {ways.map((way) => (
        <button
          key={way}
          type="button"
          className={way === 'confirm' ? 'primary' : undefined}
          onClick={() => ask({ way, patient, into, code: waiting?.code, kind: waiting?.kind })}
        >
          {WORDS[way]}…
        </button>
      ))}
    </div>
  );
}

const WORDS: Readonly<Record<PairWay, string>> = {
  merge: 'Réunir',
  dismiss: 'Deux personnes',
  separate: 'Séparer',
  confirm: 'Confirmer',
  refuse: 'Refuser',
  withdraw: 'Retirer',
};
