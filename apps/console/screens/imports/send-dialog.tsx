/** Sends files of facts; a job records them. */
import { sendFiles } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { useAddress } from '../../parts/address.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { NUMBER, counted } from '../../parts/words.tsx';
import { holdsText } from './files.ts';

interface SendDialogProps {
  readonly files: readonly File[];
  /** What is sent, in the question: `3 fichiers`. */
  readonly what: string;
  readonly sent: () => void;
  readonly close: () => void;
}

const KILO = 1_000;

export function SendDialog({ files, what, sent, close }: SendDialogProps) {
  const { set } = useAddress();
  return (
    <ConfirmDialog
      title={`Importer ${what} ?`}
      verb="Importer"
      content={files.map(({ name, size, lastModified }) => `${name} ${size} ${lastModified}`).join('\n')}
      run={({ key }) => answer(sendFiles('/imports', key, files))}
      said={({ id }) => {
        set({ travail: id });
        sent();
        return 'Import demandé : son avancement est à l’écran.';
      }}
      close={close}
    >
      <ul>
        {files.map(({ name, size }) => (
          <li key={name}>
            <code>{name}</code> : {holdsText(name)}, {sizeText(size)}
          </li>
        ))}
      </ul>
      <p className="quiet">
        Chaque ligne juste est enregistrée une fois : un fichier déjà reçu n’enregistre rien de plus. Une ligne fausse
        est mise de côté, avec ce qui irait ; elle n’arrête pas les autres.
      </p>
    </ConfirmDialog>
  );
}

export function sizeText(bytes: number): string {
  return bytes < KILO ? counted(bytes, 'octet') : `${NUMBER.format(Math.round(bytes / KILO))} ko`;
}
