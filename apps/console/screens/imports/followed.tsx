/** The import that was just requested: its progress, then its result, file by file. */
import { useQuery } from '@tanstack/react-query';
import { jobStateText, jobStageText } from '../../frame/job-words.ts';
import { useAddress } from '../../parts/address.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { AmountsEffect } from '../../parts/amounts-effect.tsx';
import { Loaded } from '../../parts/states.tsx';
import { NUMBER, counted } from '../../parts/words.tsx';
import { type ImportResult, importResultQuery, jobQuery } from './queries.ts';

export function Followed({ id }: { readonly id: string }) {
  const { set } = useAddress();
  const job = useQuery(jobQuery(id));
  return (
    <section className="panel">
      <header className="screen-head">
        <h2>L’import demandé</h2>
        <button type="button" className="plain" onClick={() => set({ travail: undefined })}>
          Fermer
        </button>
      </header>
      <Loaded query={job}>
        {({ state, progress, error, cancelRequestedBy }) => (
          <>
            <p role="status">
              Import {jobStateText({ state, progress, cancelRequestedBy })}
              {progress?.stage != null && ` : ${jobStageText(progress.stage)}`}
              {error !== null && `. ${error}`}
            </p>
            {progress !== null && progress.total > 0 && state === 'PENDING' && (
              <progress value={progress.done} max={progress.total} aria-label="Import en cours" />
            )}
            {state === 'SUCCEEDED' && <Result id={id} />}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Result({ id }: { readonly id: string }) {
  const result = useQuery(importResultQuery(id));
  return (
    <Loaded query={result}>
      {({ files, warnings, ignored, effect, dryRun = false }) => (
        <>
          {dryRun && <p role="status">Essai : rien n’est enregistré ; voici ce qui le serait.</p>}
          <DataTable
            caption={dryRun ? 'Ce que l’import ferait' : 'Ce que l’import a fait'}
            sortName="tri-import"
            columns={[
              {
                key: 'fichier',
                heading: 'Fichier',
                cell: ({ file, readAs }) => (
                  <>
                    <code>{file}</code>
                    {readAs !== undefined && <span className="quiet"> lu comme : {readAs}</span>}
                  </>
                ),
              },
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
                cell: ({ setAside, settled = 0 }) => (
                  <>
                    {setAside === 0 ? '0' : <strong>{NUMBER.format(setAside)}</strong>}
                    {settled > 0 && <span className="quiet"> dont {counted(settled, 'réglée')} depuis</span>}
                  </>
                ),
              },
              { key: 'refus', heading: '', cell: ({ refused }) => refused ?? '' },
            ]}
            rows={files}
            keyOf={({ file }) => file}
          />
          <SetAside files={files} isTrial={dryRun} />
          {effect !== undefined && (
            <AmountsEffect effect={effect} caption="Ce que les fichiers changeraient" withIt="Avec ces fichiers" />
          )}
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
      )}
    </Loaded>
  );
}

/** Why rows are set aside, with the first lines to look at in the file. */
function SetAside({ files, isTrial }: { readonly files: ImportResult['files']; readonly isTrial: boolean }) {
  const reasons = files.flatMap(({ file, reasons: own = [] }) => own.map((reason) => ({ file, ...reason })));
  if (reasons.length === 0) return null;
  return (
    <DataTable
      caption={isTrial ? 'Lignes qui seraient mises de côté' : 'Lignes mises de côté'}
      sortName="tri-cote"
      columns={REASON_COLUMNS}
      rows={reasons}
      keyOf={({ file, sentence }) => `${file} ${sentence}`}
    />
  );
}

type Reason = NonNullable<ImportResult['files'][number]['reasons']>[number] & { readonly file: string };

const REASON_COLUMNS: readonly Column<Reason>[] = [
  { key: 'fichier', heading: 'Fichier', sortBy: ({ file }) => file, cell: ({ file }) => <code>{file}</code> },
  { key: 'lignes', heading: 'Lignes', isFigure: true, cell: ({ rows }) => NUMBER.format(rows) },
  {
    key: 'numeros',
    heading: 'Les premières',
    cell: ({ lines, rows }) => `${lines.join(', ')}${rows > lines.length ? '…' : ''}`,
  },
  { key: 'faute', heading: 'Ce qui ne va pas', cell: ({ sentence }) => sentence },
];
