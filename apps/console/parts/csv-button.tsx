/** Saves a list as CSV: all rows that match, not only those on the screen. */
import { useMutation } from '@tanstack/react-query';
import { csvOf } from '../api/client.ts';
import { announce } from '../frame/announcements.tsx';
import { saveAs } from './save-as.ts';

export function CsvButton({ path, name }: { readonly path: string; readonly name: string }) {
  const save = useMutation({
    mutationFn: async () => saveAs(name, new Blob([await csvOf(path)], { type: 'text/csv' })),
    onSuccess: () => announce(`${name} est enregistré, avec toutes les lignes qui correspondent.`),
    onError: (error) => announce(`Le fichier n’a pas pu être fait : ${error.message}`),
  });
  return (
    <button type="button" disabled={save.isPending} onClick={() => save.mutate()}>
      {save.isPending ? 'Fichier en cours…' : 'CSV'}
    </button>
  );
}
