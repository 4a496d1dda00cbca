/** The open rows of each received file, by fault: to correct in a spreadsheet, or to dismiss with a reason. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { FileButton } from '../../parts/file-button.tsx';
import { Loaded } from '../../parts/states.tsx';
import { Instant, NUMBER, counted } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { holdsText } from './files.ts';
import { type SetAsideWork, workQuery } from './queries.ts';

export function Work() {
  const work = useQuery(workQuery);
  const mayDismiss = useMay('operator');
  const [asked, ask] = useState<SetAsideWork | undefined>();
  const columns: readonly Column<SetAsideWork>[] = [
    { key: 'fichier', heading: 'Fichier', cell: ({ file }) => <code>{file}</code> },
    {
      key: 'recu',
      heading: 'Reçu',
      cell: ({ receivedAt, receivedBy }) => (
        <>
          <Instant at={receivedAt} />, {receivedBy}
        </>
      ),
    },
    { key: 'lignes', heading: 'Lignes', isFigure: true, cell: ({ rows }) => NUMBER.format(rows) },
    { key: 'faute', heading: 'La première', cell: ({ firstLine, message }) => `ligne ${firstLine} : ${message}` },
    {
      key: 'suite',
      heading: '',
      cell: (one) =>
        mayDismiss && (
          <button type="button" className="plain" onClick={() => ask(one)}>
            Classer sans suite…
          </button>
        ),
    },
  ];
  return (
    <Loaded query={work}>
      {({ items }) =>
        items.length > 0 && (
          <>
            <DataTable
              caption="Ce qui attend, par fichier reçu"
              sortName="tri-travail"
              columns={columns}
              rows={items}
              keyOf={({ import: of, code }) => `${of} ${code}`}
            />
            <div className="actions">
              {[...new Set(items.map(({ file }) => file))].map((file) => (
                // The user opens it in a spreadsheet, corrects it using the column a_faire, and drops it on this screen.
                <FileButton key={file} path={`/set-aside-rows/${file}`} type="text/csv" name={file}>
                  {file} à corriger
                </FileButton>
              ))}
            </div>
            {asked !== undefined && (
              <ConfirmDialog
                title={`Classer sans suite ${counted(asked.rows, 'ligne')} de ${asked.file} ?`}
                verb="Classer sans suite"
                reasonLabel="Pourquoi il n’y a rien à en faire"
                run={({ key, reason }) =>
                  answer(
                    client.POST('/imports/{id}/dismiss', {
                      params: { path: { id: asked.import }, header: { 'Idempotency-Key': key } },
                      body: { reason, code: asked.code },
                    }),
                  )
                }
                said={() => 'Classé sans suite.'}
                close={() => ask(undefined)}
              >
                <p>
                  {holdsText(asked.file)} : {asked.message}
                </p>
              </ConfirmDialog>
            )}
          </>
        )
      }
    </Loaded>
  );
}
