/** The import that was just asked for: how far it is, then what it did, file by file. */
import { DataTable } from '../../parts/data-table.tsx';
import { FollowedJob } from '../../parts/followed-job.tsx';
import { NUMBER, counted } from '../../parts/words.tsx';
import type { ImportResult } from './queries.ts';

export function FollowedImport() {
  return (
    <FollowedJob<ImportResult> title="L’import demandé" kinds={['import']}>
      {(result) => <Result result={result} />}
    </FollowedJob>
  );
}

function Result({ result: { files, warnings, ignored } }: { readonly result: ImportResult }) {
  return (
    <>
      <DataTable
        caption="Ce que l’import a fait"
        sortName="tri-import"
        columns={[
          { key: 'fichier', heading: 'Fichier', cell: ({ file }) => <code>{file}</code> },
          { key: 'lues', heading: 'Lues', isFigure: true, cell: ({ read }) => NUMBER.format(read) },
          {
            key: 'enregistrees',
            heading: 'Enregistrées',
            isFigure: true,
            cell: ({ recorded }) => NUMBER.format(recorded),
          },
          { key: 'connues', heading: 'Déjà connues', isFigure: true, cell: ({ known }) => NUMBER.format(known) },
          {
            key: 'cote',
            heading: 'Mises de côté',
            isFigure: true,
            cell: ({ setAside }) => (setAside === 0 ? '0' : <strong>{NUMBER.format(setAside)}</strong>),
          },
          { key: 'refus', heading: '', cell: ({ refused }) => refused ?? '' },
        ]}
        rows={files}
        keyOf={({ file }) => file}
      />
      {ignored.length > 0 && <p className="quiet">Laissés de côté : {ignored.join(', ')}.</p>}
      {warnings.length > 0 && (
        <details open>
          <summary>{counted(warnings.length, 'remarque')}</summary>
          <ul>
            {warnings.map(({ file, line, sentence }) => (
              <li key={`${file} ${line ?? ''} ${sentence}`}>
                <code>{file}</code>
                {line === undefined ? '' : `, ligne ${line}`} : {sentence}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
