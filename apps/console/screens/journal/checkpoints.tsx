/** The signed checkpoints of the installation; the whole log verified, and another checkpoint signed, each as a job. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { useAddress } from '../../parts/address.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { FileButton } from '../../parts/file-button.tsx';
import { FollowedJob } from '../../parts/followed-job.tsx';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { Instant, NUMBER } from '../../parts/words.tsx';
import { type Checkpoint, type Verification, checkpointsQuery } from './queries.ts';
import { VerificationResult } from './verification.tsx';

export function CheckpointsTab() {
  const list = useQuery(checkpointsQuery);
  const [asked, ask] = useState<'verify' | 'sign'>();
  return (
    <>
      <div className="actions">
        <button type="button" onClick={() => ask('verify')}>
          Vérifier le journal…
        </button>
        <button type="button" onClick={() => ask('sign')}>
          Signer un point de contrôle…
        </button>
        <CsvButton path="/audit/checkpoints" name="points-de-controle.csv" />
      </div>
      <FollowedJob<Verification | Checkpoint> title="Le travail demandé" kinds={['verify', 'checkpoint']}>
        {(result) =>
          'fits' in result ? (
            <VerificationResult of={result} />
          ) : (
            <p>
              Le journal est signé jusqu’à l’événement n° {NUMBER.format(result.position)}. Gardez-en une copie ailleurs
              : elle prouve plus tard que rien n’a été refait ni coupé.
            </p>
          )
        }
      </FollowedJob>
      <Loaded query={list}>
        {(checkpoints) => (
          <DataTable
            caption="Points de contrôle"
            columns={COLUMNS}
            rows={checkpoints}
            keyOf={({ position }) => String(position)}
            empty={
              <NothingHere title="Aucun point de contrôle">
                Un point de contrôle signe où en est le journal. Sans lui, une fin coupée avec soin ou une chaîne
                refaite ne se voient pas, et une liasse ne prouve rien.
              </NothingHere>
            }
          />
        )}
      </Loaded>
      {asked === 'verify' && <VerifyDialog close={() => ask(undefined)} />}
      {asked === 'sign' && <SignDialog close={() => ask(undefined)} />}
    </>
  );
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

function VerifyDialog({ close }: { readonly close: () => void }) {
  const { set } = useAddress();
  return (
    <ConfirmDialog
      title="Vérifier tout le journal ?"
      verb="Vérifier"
      run={({ key }) => answer(client.POST('/audit/verifications', { params: { header: { 'Idempotency-Key': key } } }))}
      said={({ id }) => {
        set({ travail: id });
        return 'Vérification demandée.';
      }}
      close={close}
    >
      <p>
        Chaque événement est relu tel qu’il est stocké : la chaîne, les points de contrôle, et les règles des décisions
        et des paiements. Rien ne change ; un grand journal demande quelques minutes.
      </p>
    </ConfirmDialog>
  );
}

function SignDialog({ close }: { readonly close: () => void }) {
  const { set } = useAddress();
  return (
    <ConfirmDialog
      title="Signer où en est le journal ?"
      verb="Signer"
      run={({ key }) => answer(client.POST('/audit/checkpoints', { params: { header: { 'Idempotency-Key': key } } }))}
      said={({ id }) => {
        set({ travail: id });
        return 'Point de contrôle demandé.';
      }}
      close={close}
    >
      <p>
        Tout le journal est d’abord vérifié, aussi contre les points de contrôle déjà là ; s’il ne convient pas, rien
        n’est signé.
      </p>
    </ConfirmDialog>
  );
}
