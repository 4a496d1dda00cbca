/** The events set aside for the proof, the bundle made from them, and how to verify it without us. */
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { FileButton } from '../../parts/file-button.tsx';
import { FollowedJob } from '../../parts/followed-job.tsx';
import { emptyProof, removeFromProof, useProof } from '../../parts/proof.ts';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { NothingHere } from '../../parts/states.tsx';
import { NUMBER, counted } from '../../parts/words.tsx';
import { exportCommand } from './export-command.ts';
import type { Bundle } from './queries.ts';

export function ProofTab() {
  const positions = useProof();
  const [isAsked, ask] = useState(false);
  return (
    <>
      {positions.length === 0 ? (
        <NothingHere title="La preuve est vide">
          Ouvrez un événement, ou les faits d’un montant sous « Pourquoi », et choisissez « Ajouter à la preuve ». La
          liste reste dans cette fenêtre.
        </NothingHere>
      ) : (
        <Kept positions={positions} />
      )}
      <div className="actions">
        <button type="button" className="primary" onClick={() => ask(true)}>
          {positions.length === 0 ? 'Faire la liasse de tout le journal…' : 'Faire la liasse…'}
        </button>
      </div>
      <FollowedJob<Bundle> title="La liasse demandée" kinds={['bundle']}>
        {(bundle, { id }) => <MadeBundle id={id} bundle={bundle} />}
      </FollowedJob>
      <Steps positions={positions} />
      {isAsked && <BundleDialog positions={positions} close={() => ask(false)} />}
    </>
  );
}

interface MadeBundleProps {
  readonly id: string;
  readonly bundle: Bundle;
}

function MadeBundle({ id, bundle: { events, checkpoint, bytes, digest } }: MadeBundleProps) {
  return (
    <>
      <p>
        {counted(events, 'événement')} ({NUMBER.format(bytes)} octets), sous le point de contrôle de l’événement n°{' '}
        {NUMBER.format(checkpoint)}. Empreinte SHA-256 : <code>{digest}</code>
      </p>
      <FileButton path={`/audit/bundles/${id}`} type="application/x-ndjson" name="liasse.json">
        Enregistrer la liasse
      </FileButton>
      <p className="quiet">Elle reste à prendre pendant sept jours.</p>
    </>
  );
}

interface BundleDialogProps {
  /** Empty for the whole log. */
  readonly positions: readonly number[];
  readonly close: () => void;
}

function BundleDialog({ positions, close }: BundleDialogProps) {
  const { set } = useAddress();
  const isWhole = positions.length === 0;
  const body = isWhole ? { whole: true as const } : { events: [...positions] };
  return (
    <ConfirmDialog
      title={`Faire la liasse ${isWhole ? 'de tout le journal' : `de ${counted(positions.length, 'événement')}`} ?`}
      verb="Faire la liasse"
      content={positions.join(' ')}
      run={({ key }) => answer(client.POST('/audit/bundles', { params: { header: { 'Idempotency-Key': key } }, body }))}
      said={({ id }) => {
        set({ travail: id });
        return 'Liasse demandée.';
      }}
      close={close}
    >
      <p>
        {isWhole
          ? 'Elle a chaque événement jusqu’au dernier point de contrôle, patients compris.'
          : 'Elle a ces événements, chacun avec son chemin jusqu’à la racine signée du dernier point de contrôle ; elle ne dit rien des autres.'}
      </p>
    </ConfirmDialog>
  );
}

function Kept({ positions }: { readonly positions: readonly number[] }) {
  return (
    <section className="panel">
      <header className="screen-head">
        <h2>{counted(positions.length, 'événement')} dans la preuve</h2>
        <button type="button" onClick={emptyProof}>
          Vider
        </button>
      </header>
      <DataTable
        caption="Événements de la preuve"
        columns={[
          {
            key: 'position',
            heading: 'Événement',
            cell: (position) => <ScreenLink to={`/journal/${position}`}>n° {NUMBER.format(position)}</ScreenLink>,
          },
          {
            key: 'remove',
            heading: <span className="unseen">Retirer</span>,
            cell: (position) => (
              <button
                type="button"
                className="plain"
                aria-label={`Retirer l’événement ${position}`}
                onClick={() => removeFromProof(position)}
              >
                Retirer
              </button>
            ),
          },
        ]}
        rows={positions}
        keyOf={String}
      />
    </section>
  );
}

function Steps({ positions }: { readonly positions: readonly number[] }) {
  return (
    <section className="panel">
      <h2>La vérification hors ligne</h2>
      <ol className="steps">
        <li>
          <p>
            La liasse se vérifie n’importe où, sans réseau, avec Node seul et la clé publique, que l’on reçoit à part ;
            le programme tient en un fichier et s’explique :
          </p>
          <Command>node verify.mjs liasse.json --public-key decompte-audit.pub.pem</Command>
        </li>
        <li>
          <p>
            Une liasse de quelques événements prouve qu’ils sont dans le journal, non qu’il n’y en a pas d’autres :
            cela, la vérification de tout le journal le dit, sous « Points de contrôle ».
          </p>
        </li>
        <li>
          <p>À la ligne de commande, la même liasse, puis la même vérification :</p>
          <Command>{exportCommand(positions)}</Command>
          <Command>decompte audit verify --checkpoints points-de-controle --public-key decompte-audit.pub.pem</Command>
        </li>
      </ol>
    </section>
  );
}

function Command({ children }: { readonly children: string }) {
  return (
    <ScrollRegion label="Commande">
      <pre>
        <code>{children}</code>
      </pre>
    </ScrollRegion>
  );
}
