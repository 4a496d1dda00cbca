/** Saves a file that the service makes. */
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { readFile } from '../api/client.ts';
import { answer } from '../api/problem.ts';
import { announce } from '../frame/announcements.tsx';
import { saveFile } from './save-file.ts';

interface DownloadButtonProps {
  readonly path: string;
  /** Asked for, where the service has it in several. */
  readonly type: string;
  readonly name: string;
  readonly children: ReactNode;
}

export function DownloadButton({ path, type, name, children }: DownloadButtonProps) {
  const save = useMutation({
    mutationFn: async () => saveFile(name, type, await answer(readFile(path, type))),
    onSuccess: () => announce(`${name} est enregistré.`),
    onError: (error) => announce(`Le fichier n’a pas pu être fait : ${error.message}`),
  });
  return (
    <button type="button" disabled={save.isPending} onClick={() => save.mutate()}>
      {save.isPending ? 'Fichier en cours…' : children}
    </button>
  );
}
