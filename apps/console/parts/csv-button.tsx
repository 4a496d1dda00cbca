/** Saves a list as CSV: all matching rows, not only those on the screen; in the canonical form, or for French Excel. */
import { useMutation } from '@tanstack/react-query';
import { csvOf } from '../api/client.ts';
import { announce, announceFailure } from '../frame/announcements.tsx';
import { saveAs } from './save-as.ts';
import { useSentOnce } from './sent-once.ts';

interface CsvButtonProps {
  readonly path: string;
  readonly name: string;
  /** False if the service has only the canonical form. */
  readonly hasExcel?: boolean;
}

/** With it Excel knows that the text is UTF-8; reading the answer removes it. */
const BYTE_ORDER_MARK = '\uFEFF';

export function CsvButton({ path, name, hasExcel = true }: CsvButtonProps) {
  return (
    <>
      <SaveButton label="CSV" name={name} read={() => csvOf(path)} />
      {hasExcel && (
        <SaveButton
          label="Pour Excel"
          name={name}
          read={async () => BYTE_ORDER_MARK + (await csvOf(`${path}${path.includes('?') ? '&' : '?'}excel=true`))}
        />
      )}
    </>
  );
}

interface SaveButtonProps {
  readonly label: string;
  readonly name: string;
  readonly read: () => Promise<string>;
}

function SaveButton({ label, name, read }: SaveButtonProps) {
  const save = useMutation({
    mutationFn: async () => saveAs(name, new Blob([await read()], { type: 'text/csv' })),
    onSuccess: () => announce(`${name} est enregistré, avec toutes les lignes qui correspondent.`),
    onError: (error) => announceFailure(`${name} n’a pas pu être fait.`, error),
  });
  const saveOnce = useSentOnce(save);
  return (
    <button type="button" disabled={save.isPending} onClick={() => saveOnce()}>
      {save.isPending ? 'Fichier en cours…' : label}
    </button>
  );
}
