/** The files of a released run with their downloads, each of which is recorded. */
import { useMutation } from '@tanstack/react-query';
import { fetchFile } from '../../api/client.ts';
import { refusalOf } from '../../api/problem.ts';
import { queries } from '../../api/queries.ts';
import { announce } from '../../frame/announcements.tsx';
import { ProblemNotice } from '../../parts/states.tsx';
import { saveAs } from '../../parts/save-as.ts';
import { useSentOnce } from '../../parts/sent-once.ts';
import { Term } from '../../parts/term.tsx';
import { Instant, PersonName } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import type { RunFile, RunRead } from './queries.ts';

type Format = 'xml' | 'csv';
const TYPES: Readonly<Record<Format, string>> = { xml: 'application/xml', csv: 'text/csv' };

export function Files({ run: { run, files, cancelled, count } }: { readonly run: RunRead }) {
  if (files.length === 0) return null;
  const isCancelled = count > 0 && cancelled === count;
  return (
    <section className="panel">
      <h2>Fichiers pour la banque</h2>
      <ul className="files">
        {files.map((file) => (
          <File key={file.file} run={run} file={file} isCancelled={isCancelled} />
        ))}
      </ul>
    </section>
  );
}

interface FileProps {
  readonly run: string;
  readonly file: RunFile;
  readonly isCancelled: boolean;
}

function File({ run, file: { file, digest, downloads }, isCancelled }: FileProps) {
  const mayTake = useMay('accountant', 'authorising-officer', 'auditor');
  const take = useMutation({
    mutationFn: async (format: Format) => {
      const query = new URLSearchParams({ format, file });
      const address = `/payment-runs/${encodeURIComponent(run)}/file?${query.toString()}`;
      const response = await fetchFile(address, TYPES[format]);
      if (!response.ok) throw await refusalOf(response);
      saveAs(`${file}.${format}`, await response.blob());
    },
    onSuccess: async (_, format) => {
      announce(`${file}.${format} est enregistré ; que vous l’avez pris est retenu.`);
      await queries.invalidateQueries({ queryKey: ['run', run] });
    },
  });
  const takeOnce = useSentOnce(take);
  return (
    <li>
      <div className="screen-head">
        <div>
          <h3>{file}</h3>
          {digest !== null && (
            <p className="quiet">
              <Term of="digest" /> <code>{digest.slice(0, 16)}…</code>
            </p>
          )}
        </div>
        {mayTake && !isCancelled && (
          <div className="actions">
            <button type="button" disabled={take.isPending} onClick={() => takeOnce('xml')}>
              Prendre le XML
            </button>
            <button type="button" disabled={take.isPending} onClick={() => takeOnce('csv')}>
              CSV
            </button>
          </div>
        )}
      </div>
      {take.error !== null && <ProblemNotice error={take.error} />}
      <p className="quiet">
        {isCancelled
          ? 'La campagne est annulée : le fichier ne se prend plus.'
          : downloads.length === 0 && 'Personne ne l’a pris. Chaque prise est retenue.'}
      </p>
      {downloads.length > 0 && (
        <ol className="quiet">
          {downloads.map(({ by, at, format }) => (
            <li key={`${at} ${format}`}>
              pris en {format.toUpperCase()} par <PersonName person={by} /> le <Instant at={at} />
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}
