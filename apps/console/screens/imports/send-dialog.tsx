/** Sends files of facts; a job records them. */
import { useState } from 'react';
import { sizeText } from '#libs/words/labels/sizes.ts';
import { type SendChoices, sendFiles } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { useAddress } from '../../parts/address.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { holdsText } from './files.ts';

interface SendDialogProps {
  readonly files: readonly File[];
  /** The subject of the question: `3 fichiers`. */
  readonly what: string;
  /** A trial: nothing is recorded. */
  readonly dryRun?: boolean;
  readonly sent: () => void;
  readonly close: () => void;
}

const DAY_FIRST = 'JJ/MM/AAAA';

export function SendDialog({ files, what, dryRun = false, sent, close }: SendDialogProps) {
  const { set } = useAddress();
  const [isDayFirst, sayDayFirst] = useState(false);
  const choices: SendChoices = {
    ...(isDayFirst ? { dates: DAY_FIRST } : {}),
    ...(dryRun ? { dryRun: 'true' } : {}),
  };
  const described = files.map(({ name, size, lastModified }) => `${name} ${size} ${lastModified}`);
  return (
    <ConfirmDialog
      title={dryRun ? `Essayer ${what}, sans rien enregistrer ?` : `Importer ${what} ?`}
      verb={dryRun ? 'Essayer' : 'Importer'}
      content={[...described, JSON.stringify(choices)].join('\n')}
      run={({ key }) => answer(sendFiles('/imports', key, files, choices))}
      said={({ id }) => {
        set({ travail: id });
        if (!dryRun) sent();
        return `${dryRun ? 'Essai' : 'Import'} demandé : son avancement est à l’écran.`;
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
      <SelectField
        label="Dates comme 01/02/2025"
        none="comme le dit le fichier ; refusé s’il ne le dit pas"
        value={isDayFirst ? DAY_FIRST : ''}
        set={(value) => sayDayFirst(value === DAY_FIRST)}
        options={[[DAY_FIRST, 'JJ/MM/AAAA : le jour d’abord']]}
      />
      <p className="quiet">
        Ce qu’Excel écrit en France est lu : points-virgules, dates JJ/MM/AAAA, virgules décimales. Chaque ligne juste
        est enregistrée une fois : un fichier déjà reçu n’enregistre rien de plus. Une ligne fausse est mise de côté,
        avec ce qui irait ; elle n’arrête pas les autres.
      </p>
    </ConfirmDialog>
  );
}
