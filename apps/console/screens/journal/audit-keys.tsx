/** The keys that signed checkpoints, each with its period, and the file by which one key replaced another. */
import { useQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { FileButton } from '../../parts/file-button.tsx';
import { Loaded } from '../../parts/states.tsx';
import { Instant, NUMBER } from '../../parts/words.tsx';
import { type AuditKey, auditKeysQuery } from './queries.ts';

export function AuditKeys() {
  const keys = useQuery(auditKeysQuery);
  return (
    <Loaded query={keys}>
      {(all) =>
        all.length > 0 && <DataTable caption="Clés qui signent" columns={COLUMNS} rows={all} keyOf={({ key }) => key} />
      }
    </Loaded>
  );
}

const COLUMNS: readonly Column<AuditKey>[] = [
  { key: 'key', heading: 'Clé', cell: ({ key }) => <code>{key.slice(0, 12)}</code> },
  {
    key: 'since',
    heading: 'Signe depuis',
    cell: ({ since }) => (since === null ? 'le début' : <Instant at={since} />),
  },
  { key: 'until', heading: 'Jusqu’au', cell: ({ until }) => (until === null ? '' : <Instant at={until} />) },
  {
    key: 'checkpoints',
    heading: 'Points de contrôle',
    isFigure: true,
    cell: ({ checkpoints }) => NUMBER.format(checkpoints),
  },
  {
    key: 'file',
    heading: <span className="unseen">Fichier</span>,
    cell: ({ key, previous }) =>
      previous !== null && (
        <FileButton
          path={`/audit/keys/${key}`}
          type="application/json"
          name={`key-${key}.json`}
          label={`Enregistrer la suite de la clé ${key.slice(0, 12)}`}
        >
          Enregistrer la suite
        </FileButton>
      ),
  },
];
