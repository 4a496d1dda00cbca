/** Payments, decisions and events that an auditor chooses or samples by amount, with the sample compared with the whole. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { paymentAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { EventLink } from '../../parts/event-link.tsx';
import { SearchField, SelectField } from '../../parts/fields.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { Amount, Instant, NUMBER, PersonName, counted } from '../../parts/words.tsx';
import {
  type Completeness,
  type AuditEntry,
  type EntryKind,
  type ExtractFilters,
  type Hit,
  type SampleAsked,
  extractCsv,
  extractQuery,
  sampleCsv,
  sampleQuery,
} from './audit-queries.ts';
import { sizeTyped } from './size-typed.ts';

const KINDS: readonly (readonly [EntryKind, string])[] = [
  ['payments', 'versements'],
  ['statements', 'décisions'],
  ['events', 'tout ce que des personnes ont fait'],
];

export function ExtractTab() {
  const { get, set } = useAddress();
  const what = KINDS.find(([kind]) => kind === get('quoi'))?.[0] ?? 'payments';
  const filters: ExtractFilters = { what, team: get('equipe'), year: get('annee'), person: get('qui') };
  const seed = get('graine');
  const typed = get('nombre') ?? '5';
  const size = sizeTyped(typed);
  return (
    <>
      <div className="filters">
        <SelectField label="Quoi" value={what} set={(value) => set({ quoi: value })} options={KINDS} />
        <SearchField label="Équipe" value={filters.team ?? ''} set={(value) => set({ equipe: value })} />
        <SearchField label="Année" value={filters.year ?? ''} set={(value) => set({ annee: value })} />
        <SearchField label="Personne" value={filters.person ?? ''} set={(value) => set({ qui: value })} />
        <SearchField label="Graine d’un tirage" value={seed ?? ''} set={(value) => set({ graine: value })} />
        {seed !== undefined && (
          <SearchField label="Centimes à tirer" value={typed} set={(value) => set({ nombre: value })} />
        )}
      </div>
      {seed === undefined ? (
        <Extracted filters={filters} />
      ) : size === undefined ? (
        <p className="fault" role="alert">
          Le nombre de centimes à tirer est un nombre entier, à partir de 1.
        </p>
      ) : (
        <Drawn asked={{ ...filters, seed, size }} />
      )}
    </>
  );
}

function Extracted({ filters }: { readonly filters: ExtractFilters }) {
  const list = useInfiniteQuery(extractQuery(filters));
  return (
    <Loaded query={list}>
      {({ pages }) => (
        <>
          {pages[0] !== undefined && <CompletenessLines of={pages[0].completeness} />}
          <div className="actions">
            <CsvButton path={extractCsv(filters)} name="extrait.csv" />
          </div>
          <DataTable
            caption="Extrait"
            columns={COLUMNS}
            rows={pages.flatMap(({ items }) => items)}
            keyOf={({ position }) => String(position)}
            empty={<NothingHere title="Rien de tel">Élargissez le choix : le tout est compté au-dessus.</NothingHere>}
          />
          <MoreRows list={list} />
        </>
      )}
    </Loaded>
  );
}

function Drawn({ asked }: { readonly asked: SampleAsked }) {
  const list = useInfiniteQuery(sampleQuery(asked));
  return (
    <Loaded query={list}>
      {({ pages }) => (
        <>
          {pages[0] !== undefined && (
            <p>
              {counted(pages[0].hits, 'centime tiré', 'centimes tirés')} parmi{' '}
              {counted(pages[0].population.count, 'ligne')} de <Amount cents={pages[0].population.sumCents} /> : un tous
              les <Amount cents={pages[0].intervalCents} />, depuis le centime{' '}
              {NUMBER.format(BigInt(pages[0].startCents))}. La même graine tire la même chose, aussi hors d’ici.
            </p>
          )}
          <div className="actions">
            <CsvButton path={sampleCsv(asked)} name="tirage.csv" />
          </div>
          <DataTable
            caption="Tirage"
            columns={HITS}
            rows={pages.flatMap(({ items }) => items)}
            keyOf={({ cent }) => cent}
            empty={<NothingHere title="Rien à tirer">Aucun montant n’est plus grand que 0.</NothingHere>}
          />
          <MoreRows list={list} />
        </>
      )}
    </Loaded>
  );
}

/** Count, sum and digest, so that an omission would show. */
function CompletenessLines({ of: { position, whole, chosen, leftOut } }: { readonly of: Completeness }) {
  return (
    <p>
      Choisi : {counted(chosen.count, 'ligne')}, <Amount cents={chosen.sumCents} />. Reste :{' '}
      {counted(leftOut.count, 'ligne')}, <Amount cents={leftOut.sumCents} />. En tout : {counted(whole.count, 'ligne')},{' '}
      <Amount cents={whole.sumCents} />, jusqu’à l’événement n° {NUMBER.format(position)}. Empreinte du tout :{' '}
      <code>{whole.digest.slice(0, 16)}</code>, du choix : <code>{chosen.digest.slice(0, 16)}</code>.
    </p>
  );
}

const EVENT: Column<AuditEntry> = {
  key: 'event',
  heading: 'Événement',
  cell: ({ position, status }) => <EventLink position={position} type={status} />,
};

const COLUMNS: readonly Column<AuditEntry>[] = [
  EVENT,
  { key: 'id', heading: 'De quoi', cell: (entry) => <About entry={entry} /> },
  { key: 'team', heading: 'Équipe', cell: ({ team }) => team },
  { key: 'amount', heading: 'Montant', isFigure: true, cell: ({ amountCents }) => <Amount cents={amountCents} /> },
  {
    key: 'people',
    heading: 'Par',
    cell: ({ people }) => people.map((person) => <PersonName key={person.name} person={person} />),
  },
  { key: 'at', heading: 'Le', cell: ({ at }) => <Instant at={at} /> },
];

const HITS: readonly Column<Hit>[] = [
  { key: 'cent', heading: 'Centime', isFigure: true, cell: ({ cent }) => NUMBER.format(BigInt(cent)) },
  { key: 'id', heading: 'De quoi', cell: ({ entry }) => <About entry={entry} /> },
  { key: 'team', heading: 'Équipe', cell: ({ entry }) => entry.team },
  { key: 'amount', heading: 'Montant', isFigure: true, cell: ({ entry }) => <Amount cents={entry.amountCents} /> },
];

function About({ entry: { id } }: { readonly entry: AuditEntry }) {
  return id.startsWith('DCP') ? <ScreenLink to={paymentAddress(id)}>{id}</ScreenLink> : <>{id}</>;
}
