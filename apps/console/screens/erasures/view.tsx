/** Effacements: an operator proposes, an approver confirms with the code that was read; decisions stay visible. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ERASURE_GROUND_TEXTS, ERASURE_STATUS_TEXTS } from '#libs/words/labels/erasures.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Loaded, NothingHere, Skeleton } from '../../parts/states.tsx';
import { Day, Instant, PersonName, counted } from '../../parts/words.tsx';
import { useMay, useSession } from '../../session/session.ts';
import type { Way } from '../../parts/confirmations-queries.ts';
import { DecideErasureDialog, ProposeDialog } from './decide-dialog.tsx';
import { ConfirmDueDialog, ProposeDueDialog } from './due-dialogs.tsx';
import { type Erasure, dueQuery, erasuresQuery } from './queries.ts';

/** The subject of the open dialog. */
type Asked =
  | { readonly way: 'propose'; readonly patient: string; readonly ground: Erasure['ground'] }
  | { readonly way: 'propose-due'; readonly due: number }
  | { readonly way: 'confirm-due' }
  | { readonly way: Way; readonly erasure: Erasure };

interface PanelProps {
  readonly ask: (asked: Asked) => void;
}

export default function ErasuresScreen() {
  const [asked, setAsked] = useState<Asked | undefined>();
  const close = (): void => setAsked(undefined);
  const mayPropose = useMay('operator');
  return (
    <>
      <h1>Effacement de patients</h1>
      <p className="quiet">
        Effacer un patient détruit ses clés : ses faits ne se lisent plus nulle part. Ce qui est décidé reste tel quel,
        se vérifie et se recalcule. Une personne le propose, une autre le confirme.
      </p>
      {mayPropose && (
        <div className="actions">
          <button type="button" onClick={() => setAsked({ way: 'propose', patient: '', ground: 'REQUEST' })}>
            Proposer un effacement…
          </button>
        </div>
      )}
      <ErasuresPanel ask={setAsked} />
      <DuePanel ask={setAsked} />
      {asked?.way === 'propose' && <ProposeDialog {...asked} close={close} />}
      {asked?.way === 'propose-due' && <ProposeDueDialog due={asked.due} close={close} />}
      {asked?.way === 'confirm-due' && <ConfirmDueDialog close={close} />}
      {asked !== undefined && 'erasure' in asked && <DecideErasureDialog {...asked} close={close} />}
    </>
  );
}

function ErasuresPanel({ ask }: PanelProps) {
  const list = useQuery(erasuresQuery);
  const columns: readonly Column<Erasure>[] = [
    { key: 'effacement', heading: 'Effacement', cell: ({ erasure }) => <code>{erasure}</code> },
    {
      key: 'patient',
      heading: 'Patient',
      cell: ({ patient }) => (patient === null ? 'effacé' : <code>{patient}</code>),
    },
    { key: 'etat', heading: 'État', cell: ({ status }) => ERASURE_STATUS_TEXTS[status] },
    { key: 'motif', heading: 'Motif', cell: ({ ground, reason }) => `${reason} (${ERASURE_GROUND_TEXTS[ground]})` },
    {
      key: 'decides',
      heading: 'Décomptes décidés',
      cell: ({ effects }) => counted(effects.decided, 'décompte'),
    },
    {
      key: 'qui',
      heading: 'Qui',
      cell: ({ proposedBy, proposedAt, decidedBy }) => (
        <>
          <PersonName person={proposedBy} />, le <Instant at={proposedAt} />
          {decidedBy !== null && (
            <>
              {' '}
              puis <PersonName person={decidedBy} />
            </>
          )}
        </>
      ),
    },
    { key: 'suite', heading: '', cell: (erasure) => <Ways erasure={erasure} ask={ask} /> },
  ];
  return (
    <section className="panel">
      <h2>Proposés et faits</h2>
      <Loaded query={list} skeleton={<Skeleton lines={4} />}>
        {(items) => (
          <DataTable
            caption="Effacements"
            sortName="tri-effacements"
            columns={columns}
            rows={items}
            keyOf={({ erasure }) => erasure}
            empty={<NothingHere title="Aucun">Aucun effacement n’a été proposé.</NothingHere>}
          />
        )}
      </Loaded>
    </section>
  );
}

function DuePanel({ ask }: PanelProps) {
  const due = useQuery(dueQuery);
  const mayPropose = useMay('operator');
  return (
    <section className="panel">
      <h2>Durée de conservation passée</h2>
      <Loaded query={due} skeleton={<Skeleton lines={2} />}>
        {({ years, source, count, patients }) => (
          <>
            <p className="quiet">
              {years === null
                ? 'Aucune durée n’est en vigueur.'
                : `${years} ans après le dernier fait connu. ${source}`}
            </p>
            <DueWays due={count} ask={ask} />
            {count > patients.length && (
              <p className="quiet">
                {counted(count, 'patient')} en tout ; les {patients.length} premiers sont ci-dessous.
              </p>
            )}
            <DataTable
              caption="Patients sans fait nouveau depuis"
              sortName="tri-conservation"
              columns={[
                { key: 'patient', heading: 'Patient', cell: ({ patient }) => <code>{patient}</code> },
                { key: 'dernier', heading: 'Dernier fait connu', cell: ({ lastKnownOn }) => <Day day={lastKnownOn} /> },
                {
                  key: 'suite',
                  heading: '',
                  cell: ({ patient }) =>
                    mayPropose && (
                      <button type="button" onClick={() => ask({ way: 'propose', patient, ground: 'KEEPING_PERIOD' })}>
                        Proposer…
                      </button>
                    ),
                },
              ]}
              rows={patients}
              keyOf={({ patient }) => patient}
              empty={<NothingHere title="Aucun">Chaque patient a un fait plus récent.</NothingHere>}
            />
          </>
        )}
      </Loaded>
    </section>
  );
}

/** What is done with all of them: one person proposes, another confirms. */
function DueWays({ due, ask }: PanelProps & { readonly due: number }) {
  const [mayPropose, mayConfirm] = [useMay('operator'), useMay('approver')];
  const { subject } = useSession();
  const { data: erasures = [] } = useQuery(erasuresQuery);
  const waits = erasures.some(
    ({ status, ground, proposedBy }) =>
      status === 'proposed' && ground === 'KEEPING_PERIOD' && (proposedBy.subject ?? proposedBy.name) !== subject,
  );
  return (
    <div className="actions">
      {mayPropose && due > 1 && (
        <button type="button" onClick={() => ask({ way: 'propose-due', due })}>
          Proposer ensemble…
        </button>
      )}
      {mayConfirm && waits && (
        <button type="button" className="primary" onClick={() => ask({ way: 'confirm-due' })}>
          Effacer ensemble ceux qui sont proposés…
        </button>
      )}
    </div>
  );
}

const WORDS: Readonly<Record<Way, string>> = { confirm: 'Effacer', refuse: 'Refuser', withdraw: 'Retirer' };

function Ways({ erasure, ask }: PanelProps & { readonly erasure: Erasure }) {
  const mayConfirm = useMay('approver');
  const { subject } = useSession();
  const isOwn = (erasure.proposedBy.subject ?? erasure.proposedBy.name) === subject;
  if (erasure.status !== 'proposed') return null;
  const ways: readonly Way[] = isOwn ? ['withdraw'] : mayConfirm ? ['confirm', 'refuse'] : [];
  return (
    <div className="actions">
      {ways.map((way) => (
        <button
          key={way}
          type="button"
          className={way === 'confirm' ? 'primary' : undefined}
          onClick={() => ask({ way, erasure })}
        >
          {WORDS[way]}…
        </button>
      ))}
    </div>
  );
}
