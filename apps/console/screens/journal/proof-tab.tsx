/** What was set aside for the proof, the bundle made from it, and how to verify it without us. */
import { ScreenLink } from '../../frame/screen-link.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { emptyProof, removeFromProof, useProof } from '../../parts/proof.ts';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { NothingHere } from '../../parts/states.tsx';
import { NUMBER, counted } from '../../parts/words.tsx';
import { exportCommand } from './export-command.ts';

export function ProofTab() {
  const positions = useProof();
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
      <Steps positions={positions} />
    </>
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
      <h2>La liasse, et sa vérification hors ligne</h2>
      <ol className="steps">
        <li>
          <p>Qui garde la clé vérifie tout le journal, puis signe où il en est :</p>
          <Command>decompte audit checkpoint --to points-de-controle --key decompte-audit.key.pem</Command>
        </li>
        <li>
          <p>
            La liasse a ces événements, chacun avec son chemin jusqu’à la racine signée ; elle ne dit rien des autres :
          </p>
          <Command>{exportCommand(positions)}</Command>
        </li>
        <li>
          <p>
            Elle se vérifie n’importe où, sans réseau, avec Node seul et la clé publique, que l’on reçoit à part ; le
            programme tient en un fichier et s’explique :
          </p>
          <Command>node verify.mjs liasse.json --public-key decompte-audit.pub.pem</Command>
        </li>
        <li>
          <p>
            Une liasse de quelques événements prouve qu’ils sont dans le journal, non qu’il n’y en a pas d’autres. Tout
            le journal se vérifie par :
          </p>
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
