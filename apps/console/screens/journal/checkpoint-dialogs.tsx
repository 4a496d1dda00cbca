/** The requests of an auditor about the log and a checkpoint: verify, sign, recompute, prove consistency, attest. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { useAddress } from '../../parts/address.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Field } from '../../parts/fields.tsx';
import { saveAs } from '../../parts/save-as.ts';
import { Loaded } from '../../parts/states.tsx';
import { NUMBER } from '../../parts/words.tsx';
import { attestationsQuery } from './queries.ts';

interface Closing {
  readonly close: () => void;
}

interface JobDialogProps extends Closing {
  readonly title: string;
  readonly verb: string;
  readonly said: string;
  readonly ask: (params: {
    readonly header: { readonly 'Idempotency-Key': string };
  }) => Promise<{ readonly id: string }>;
  /** Describes the job. */
  readonly children: string;
}

/** Asks for a job, and shows it. */
function JobDialog({ title, verb, said, ask, children, close }: JobDialogProps) {
  const { set } = useAddress();
  return (
    <ConfirmDialog
      title={title}
      verb={verb}
      run={({ key }) => ask({ header: { 'Idempotency-Key': key } })}
      said={({ id }) => {
        set({ travail: id });
        return said;
      }}
      close={close}
    >
      <p>{children}</p>
    </ConfirmDialog>
  );
}

export function VerifyDialog({ close }: Closing) {
  return (
    <JobDialog
      title="Vérifier tout le journal ?"
      verb="Vérifier"
      said="Vérification demandée."
      ask={(params) => answer(client.POST('/audit/verifications', { params }))}
      close={close}
    >
      Chaque événement est relu tel qu’il est stocké : la chaîne, les points de contrôle, et les règles des décisions et
      des paiements. Rien ne change ; un grand journal demande quelques minutes.
    </JobDialog>
  );
}

export function SignDialog({ close }: Closing) {
  return (
    <JobDialog
      title="Signer où en est le journal ?"
      verb="Signer"
      said="Point de contrôle demandé."
      ask={(params) => answer(client.POST('/audit/checkpoints', { params }))}
      close={close}
    >
      Tout le journal est d’abord vérifié, aussi contre les points de contrôle déjà là ; s’il ne convient pas, ou s’il
      en manque un, rien n’est signé.
    </JobDialog>
  );
}

export function RecomputeDialog({ close }: Closing) {
  return (
    <JobDialog
      title="Recalculer tous les décomptes depuis le journal ?"
      verb="Recalculer"
      said="Recalcul demandé."
      ask={(params) => answer(client.POST('/audit/recomputations', { params, body: { whole: true } }))}
      close={close}
    >
      Chaque décision et chaque dernier calcul est refait depuis le seul journal, au centime, et tout ce que garde le
      magasin de lecture est comparé. Rien n’est changé ; un grand journal demande quelques minutes.
    </JobDialog>
  );
}

interface OfCheckpoint extends Closing {
  readonly position: number;
}

export function ConsistencyDialog({ position, close }: OfCheckpoint) {
  return (
    <JobDialog
      title={`Prouver que le journal de l’événement n° ${NUMBER.format(position)} est le début de celui d’aujourd’hui ?`}
      verb="Prouver"
      said="Preuve demandée."
      ask={(params) => answer(client.POST('/audit/consistency-proofs', { params, body: { held: position } }))}
      close={close}
    >
      La preuve va de ce point de contrôle au dernier (RFC 6962). Qui garde le premier se fie alors au dernier, sans le
      journal.
    </JobDialog>
  );
}

/** The request to an authority goes out as a file; its answer, or the file of a countersignature, comes in. */
export function AttestDialog({ position, close }: OfCheckpoint) {
  const found = useQuery(attestationsQuery(position));
  const [file, choose] = useState<File>();
  return (
    <ConfirmDialog
      title={`Contreseings et horodatages de l’événement n° ${NUMBER.format(position)}`}
      verb="Garder ce fichier"
      content={file === undefined ? '' : `${file.name} ${file.lastModified}`}
      isReady={file !== undefined}
      run={async ({ key }) => {
        const params = { header: { 'Idempotency-Key': key }, path: { position: String(position) } };
        const content = await base64Of(file);
        const body = file?.name.endsWith('.json') === true ? { countersignature: content } : { timestamp: content };
        return answer(client.POST('/audit/checkpoints/{position}/attestations', { params, body }));
      }}
      said={() => 'Vérifié, et gardé avec le point de contrôle.'}
      close={close}
    >
      <Loaded query={found}>
        {({ digest, timestampRequest, files }) => (
          <>
            <p>{files.length === 0 ? 'Rien n’est gardé encore.' : `Gardé : ${files.join(', ')}.`}</p>
            <p>
              Empreinte à contresigner ou à horodater : <code className="digest">{digest}</code>
            </p>
            <p>
              <button
                type="button"
                onClick={() =>
                  saveAs(
                    `demande-${position}.tsq`,
                    new Blob([bytesOf(timestampRequest)], { type: 'application/timestamp-query' }),
                  )
                }
              >
                Enregistrer la demande d’horodatage
              </button>
            </p>
            <Field label="Réponse de l’autorité (.tsr) ou contreseing (.json)">
              {(id) => (
                <input id={id} type="file" accept=".tsr,.json" onChange={({ target }) => choose(target.files?.[0])} />
              )}
            </Field>
          </>
        )}
      </Loaded>
    </ConfirmDialog>
  );
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}

async function base64Of(file: File | undefined): Promise<string> {
  const bytes = new Uint8Array((await file?.arrayBuffer()) ?? new ArrayBuffer(0));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
