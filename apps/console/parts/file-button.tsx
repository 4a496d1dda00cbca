/** Saves a file that the service makes, such as the PDF of a letter, or shows why the service refuses. */
import { useMutation } from '@tanstack/react-query';
import { fetchFile } from '../api/client.ts';
import { refusalOf } from '../api/problem.ts';
import { announce, announceFailure } from '../frame/announcements.tsx';
import { saveAs } from './save-as.ts';
import { useSentOnce } from './sent-once.ts';

interface FileButtonProps {
  readonly path: string;
  /** `application/pdf` */
  readonly type: string;
  /** The name of the saved file. */
  readonly name: string;
  /** For screen readers, if several buttons have the same text. */
  readonly label?: string;
  readonly children: React.ReactNode;
}

export function FileButton({ path, type, name, label, children }: FileButtonProps) {
  const save = useMutation({
    mutationFn: async () => {
      const response = await fetchFile(path, type);
      if (!response.ok) throw await refusalOf(response);
      saveAs(name, await response.blob());
    },
    onSuccess: () => announce(`${name} est enregistré.`),
    onError: (error) => announceFailure(`${name} n’a pas pu être fait.`, error),
  });
  const saveOnce = useSentOnce(save);
  return (
    <button type="button" aria-label={label} disabled={save.isPending} onClick={() => saveOnce()}>
      {children}
    </button>
  );
}
