/**
 * The signed checkpoints of the installation and the keys that signed them. Jobs verify or recompute the whole log, sign another
 * checkpoint, and prove that the log between two checkpoints is consistent.
 */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { FileButton } from '../../parts/file-button.tsx';
import { FollowedJob } from '../../parts/followed-job.tsx';
import { saveAs } from '../../parts/save-as.ts';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { Instant, NUMBER, counted } from '../../parts/words.tsx';
import { AuditKeys } from './audit-keys.tsx';
import { AttestDialog, ConsistencyDialog, RecomputeDialog, SignDialog, VerifyDialog } from './checkpoint-dialogs.tsx';
import {
  type Checkpoint,
  type Consistency,
  type Recomputation,
  type Verification,
  checkpointsQuery,
} from './queries.ts';
import { VerificationResult } from './verification.tsx';

type Asked =
  | { readonly what: 'verify' | 'sign' | 'recompute' }
  | { readonly what: 'prove' | 'attest'; readonly position: number };

export function CheckpointsTab() {
  const list = useQuery(checkpointsQuery);
  const [asked, ask] = useState<Asked>();
  const close = (): void => ask(undefined);
  return (
    <>
      <div className="actions">
        <button type="button" onClick={() => ask({ what: 'verify' })}>
          Vérifier le journal…
        </button>
        <button type="button" onClick={() => ask({ what: 'recompute' })}>
          Recalculer les décomptes…
        </button>
        <button type="button" onClick={() => ask({ what: 'sign' })}>
          Signer un point de contrôle…
        </button>
        <CsvButton path="/audit/checkpoints" name="points-de-controle.csv" />
      </div>
      <FollowedJob<Result> title="Le travail demandé" kinds={['verify', 'checkpoint', 'recompute', 'consistency']}>
        {(result) => <ResultOf result={result} />}
      </FollowedJob>
      <Loaded query={list}>
        {(checkpoints) => (
          <DataTable
            caption="Points de contrôle"
            columns={columnsOf(checkpoints[0]?.position, ask)}
            rows={checkpoints}
            keyOf={({ position, link }) => `${position} ${link}`}
            empty={
              <NothingHere title="Aucun point de contrôle">
                Un point de contrôle signe où en est le journal. Sans lui, une fin coupée avec soin ou une chaîne
                refaite ne se voient pas, et une liasse ne prouve rien.
              </NothingHere>
            }
          />
        )}
      </Loaded>
      <AuditKeys />
      {asked?.what === 'verify' && <VerifyDialog close={close} />}
      {asked?.what === 'sign' && <SignDialog close={close} />}
      {asked?.what === 'recompute' && <RecomputeDialog close={close} />}
      {asked?.what === 'prove' && <ConsistencyDialog position={asked.position} close={close} />}
      {asked?.what === 'attest' && <AttestDialog position={asked.position} close={close} />}
    </>
  );
}

type Result = Verification | Checkpoint | Recomputation | Consistency;

function ResultOf({ result }: { readonly result: Result }) {
  if ('misfits' in result) return <VerificationResult of={result} />;
  if ('calculations' in result) return <RecomputationResult of={result} />;
  if ('path' in result) return <ConsistencyResult of={result} />;
  return (
    <p>
      Le journal est signé jusqu’à l’événement n° {NUMBER.format(result.position)}. Gardez-en une copie ailleurs : elle
      prouve plus tard que rien n’a été refait ni coupé.
    </p>
  );
}

function RecomputationResult({ of }: { readonly of: Recomputation }) {
  return (
    <>
      <p className={of.fits ? 'notice' : 'notice fault'} role={of.fits ? 'status' : 'alert'}>
        {of.fits ? (
          <>
            <strong>Rien ne diffère :</strong> {counted(of.calculations, 'calcul refait', 'calculs refaits')} depuis le
            journal jusqu’à l’événement n° {NUMBER.format(of.position)}.
          </>
        ) : (
          <strong>Ce qui est enregistré n’est pas ce que donne le journal.</strong>
        )}
      </p>
      {/* Recomputations by former versions do not contain it. */}
      {typeof of.patientIndex === 'number' && (
        <p>
          L’index des patients n’était pas celui que donne le journal, et il est refait : une décision prise avec lui a
          pu laisser un patient de côté.
        </p>
      )}
      {of.projections.length > 0 && <p>Projections à reconstruire : {of.projections.join(', ')}.</p>}
      {of.differing.length > 0 && (
        <DataTable
          caption="Ce qui diffère"
          columns={[
            { key: 'team', heading: 'Équipe', cell: ({ team }) => team },
            { key: 'period', heading: 'Période', cell: ({ period }) => period },
            { key: 'difference', heading: 'Différence', cell: ({ difference }) => difference },
          ]}
          rows={of.differing}
          keyOf={({ team, period, decision }) => `${team} ${period} ${decision ?? ''}`}
        />
      )}
    </>
  );
}

function ConsistencyResult({ of }: { readonly of: Consistency }) {
  const { from, to } = of;
  return (
    <>
      <p>
        Prouvé : le journal de l’événement n° {NUMBER.format(from.position)} est le début, inchangé, de celui de
        l’événement n° {NUMBER.format(to.position)}.
      </p>
      <button
        type="button"
        onClick={() =>
          saveAs(
            `preuve-${from.position}-${to.position}.json`,
            new Blob([`${JSON.stringify(of)}\n`], { type: 'application/json' }),
          )
        }
      >
        Enregistrer la preuve
      </button>
    </>
  );
}

function columnsOf(newest: number | undefined, ask: (asked: Asked) => void): readonly Column<Checkpoint>[] {
  return [
    ...COLUMNS,
    {
      key: 'proofs',
      heading: <span className="unseen">Preuves</span>,
      cell: ({ position }) => (
        <div className="actions">
          <button
            type="button"
            className="plain"
            aria-label={`Contreseings et horodatages du point de contrôle ${position}`}
            onClick={() => ask({ what: 'attest', position })}
          >
            Horodater…
          </button>
          {position !== newest && (
            <button
              type="button"
              className="plain"
              aria-label={`Prouver du point de contrôle ${position} au dernier`}
              onClick={() => ask({ what: 'prove', position })}
            >
              Prouver jusqu’au dernier…
            </button>
          )}
        </div>
      ),
    },
  ];
}

const COLUMNS: readonly Column<Checkpoint>[] = [
  { key: 'position', heading: 'Jusqu’à', cell: ({ position }) => `n° ${NUMBER.format(position)}` },
  { key: 'time', heading: 'Signé le', cell: ({ time }) => <Instant at={time} /> },
  { key: 'key', heading: 'Par la clé', cell: ({ key }) => <code>{key.slice(0, 12)}</code> },
  { key: 'root', heading: 'Racine', cell: ({ root }) => <code>{root.slice(0, 12)}</code> },
  {
    key: 'file',
    heading: <span className="unseen">Fichier</span>,
    cell: ({ position }) => (
      <FileButton
        path={`/audit/checkpoints/${position}`}
        type="application/json"
        name={`checkpoint-${position}.json`}
        label={`Enregistrer le point de contrôle ${position}`}
      >
        Enregistrer
      </FileButton>
    ),
  },
];
