/** Imports: send files, see the result, the rows set aside, and the received files. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAddress } from '../../parts/address.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { Loaded, NothingHere, Skeleton } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { Term } from '../../parts/term.tsx';
import { Instant, NUMBER } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { DropZone } from './drop-zone.tsx';
import { holdsText } from './files.ts';
import { Followed } from './followed.tsx';
import { type ReceivedFile, receivedQuery } from './queries.ts';
import { type Mended, SetAsideRows } from './set-aside.tsx';
import './imports.css';

export default function ImportsScreen() {
  const { get } = useAddress();
  const mayImport = useMay('operator');
  const job = get('travail');
  const tab = get('vue') ?? 'lignes';
  // Kept here: the other tab would lose what is corrected and not sent.
  const mended = useState<Mended>(new Map());
  return (
    <>
      <h1>Imports</h1>
      {mayImport && <DropZone />}
      {job !== undefined && <Followed key={job} id={job} />}
      <Tabs
        label="Vue"
        name="vue"
        now={tab}
        tabs={[
          ['lignes', 'Lignes mises de côté', undefined],
          ['fichiers', 'Fichiers reçus', undefined],
        ]}
      />
      {tab === 'fichiers' ? <Received /> : <SetAsideRows mended={mended} />}
    </>
  );
}

const COLUMNS: readonly Column<ReceivedFile>[] = [
  { key: 'fichier', heading: 'Fichier', sortBy: ({ file }) => file, cell: ({ file }) => <code>{file}</code> },
  { key: 'contenu', heading: 'Contenu', cell: ({ file }) => holdsText(file) ?? '' },
  {
    key: 'lignes',
    heading: 'Lignes',
    isFigure: true,
    sortBy: ({ rows }) => rows,
    cell: ({ rows }) => NUMBER.format(rows),
  },
  {
    key: 'cote',
    heading: 'Mises de côté',
    isFigure: true,
    sortBy: ({ setAside }) => setAside,
    cell: ({ setAside }) => NUMBER.format(setAside),
  },
  {
    key: 'recu',
    heading: 'Reçu',
    sortBy: ({ receivedAt }) => receivedAt,
    cell: ({ receivedAt, receivedBy }) => (
      <>
        <Instant at={receivedAt} />, {receivedBy}
      </>
    ),
  },
  {
    key: 'empreinte',
    heading: <Term of="digest">Empreinte</Term>,
    cell: ({ sha256 }) => <code>{sha256.slice(0, 12)}</code>,
  },
  { key: 'refus', heading: 'Enregistré', cell: (file) => outcomeText(file) },
];

function outcomeText({ refused, dismissed, finished }: ReceivedFile): string {
  if (!finished) return 'pas jusqu’au bout : importez-le de nouveau';
  if (refused === null) return 'oui';
  return dismissed === null ? refused : `${refused} (classé sans suite : ${dismissed})`;
}

function Received() {
  const list = useInfiniteQuery(receivedQuery);
  return (
    <Loaded query={list} skeleton={<Skeleton lines={6} />}>
      {({ pages }) => (
        <>
          <DataTable
            caption="Fichiers reçus"
            sortName="tri-fichiers"
            columns={COLUMNS}
            rows={pages.flatMap(({ items }) => items)}
            keyOf={({ id }) => id}
            empty={
              <NothingHere title="Aucun fichier reçu">Déposez un dossier de fichiers de faits ci-dessus.</NothingHere>
            }
          />
          <MoreRows list={list} sortName="tri-fichiers" />
        </>
      )}
    </Loaded>
  );
}
