/** Who read which patient or account over the service, and with which role, if it is known. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { accessText } from '#libs/words/labels/accesses.ts';
import { ACCESS_LABELS } from '#libs/words/labels/audit.ts';
import { ROLE_LABELS } from '#libs/words/labels/roles.ts';
import { useAddress } from '../../parts/address.ts';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { SearchField, SelectField } from '../../parts/fields.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { Instant, PersonName, counted } from '../../parts/words.tsx';
import { withQuery } from '../../parts/with-query.ts';
import { type Access, type AccessKind, type RoleSeen, accessesQuery, rolesQuery } from './audit-queries.ts';

export function AccessesTab() {
  const { get, set } = useAddress();
  const isRoles = get('montrer') === 'roles';
  return (
    <>
      <div className="filters">
        <SelectField
          label="Montrer"
          value={isRoles ? 'roles' : ''}
          set={(value) => set({ montrer: value })}
          options={[['roles', 'qui a eu quel rôle']]}
          none="qui a lu quoi"
        />
        {!isRoles && (
          <>
            <SearchField label="Patient ou compte" value={get('lu') ?? ''} set={(value) => set({ lu: value })} />
            <SelectField
              label="Sorte"
              value={get('sorte') ?? ''}
              set={(value) => set({ sorte: value })}
              options={Object.entries(ACCESS_LABELS)}
              none="toutes"
            />
          </>
        )}
      </div>
      {isRoles ? <Roles /> : <Accesses id={get('lu')} kind={get('sorte') as AccessKind | undefined} />}
    </>
  );
}

interface AccessesProps {
  readonly id: string | undefined;
  readonly kind: AccessKind | undefined;
}

function Accesses({ id, kind }: AccessesProps) {
  const list = useInfiniteQuery(accessesQuery(id, kind));
  return (
    <Loaded query={list}>
      {({ pages }) => (
        <>
          <div className="actions">
            <CsvButton path={withQuery('/audit/accesses', { id, kind })} name="acces.csv" />
          </div>
          <DataTable
            caption="Qui a lu quoi"
            columns={COLUMNS}
            rows={pages.flatMap(({ items }) => items)}
            keyOf={({ request, kind: of }) => `${request} ${of}`}
            empty={<NothingHere title="Aucune lecture">Personne ne l’a lu par le service.</NothingHere>}
          />
          <MoreRows list={list} />
        </>
      )}
    </Loaded>
  );
}

function Roles() {
  const list = useInfiniteQuery(rolesQuery);
  return (
    <Loaded query={list}>
      {({ pages }) => (
        <>
          <div className="actions">
            <CsvButton path="/audit/roles" name="roles.csv" />
          </div>
          <DataTable
            caption="Qui a eu quel rôle"
            columns={ROLES}
            rows={pages.flatMap(({ items }) => items)}
            keyOf={({ person, roles, source }) => `${person.name} ${person.subject ?? ''} ${roles.join(' ')} ${source}`}
            empty={<NothingHere title="Personne">Personne n’a encore rien fait ni lu.</NothingHere>}
          />
          <MoreRows list={list} />
        </>
      )}
    </Loaded>
  );
}

const IDS_SHOWN = 5;

const COLUMNS: readonly Column<Access>[] = [
  { key: 'at', heading: 'Le', cell: ({ at }) => <Instant at={at} /> },
  { key: 'name', heading: 'Qui', cell: ({ name }) => name },
  { key: 'roles', heading: 'Rôles', cell: ({ roles }) => roles.map((role) => ROLE_LABELS[role]).join(', ') },
  { key: 'kind', heading: 'Quoi', cell: ({ kind }) => ACCESS_LABELS[kind] },
  {
    key: 'ids',
    heading: 'Lesquels',
    cell: ({ kind, ids, count }) =>
      ids
        .slice(0, IDS_SHOWN)
        .map((id) => accessText(kind, id))
        .join(', ') + (count > IDS_SHOWN ? ` et ${counted(count - IDS_SHOWN, 'autre')}` : ''),
  },
];

const ROLES: readonly Column<RoleSeen>[] = [
  { key: 'person', heading: 'Qui', cell: ({ person }) => <PersonName person={person} /> },
  {
    key: 'roles',
    heading: 'Rôle',
    cell: ({ roles, source }) => roles.map((role) => ROLE_LABELS[role]).join(source === 'ACT' ? ' ou ' : ', '),
  },
  { key: 'first', heading: 'Première fois', cell: ({ first }) => <Instant at={first} /> },
  { key: 'last', heading: 'Dernière fois', cell: ({ last }) => <Instant at={last} /> },
  { key: 'known', heading: 'D’où on le sait', cell: ({ known }) => known },
];
