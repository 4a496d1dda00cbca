/** Who did what for each payment and each change of the ledger, with marks on those to look at. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { DUTY_LABELS } from '#libs/words/labels/duties.ts';
import { proposalName } from '#libs/words/labels/proposals.ts';
import { paymentAddress, statementAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { SearchField, SelectField } from '../../parts/fields.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { Amount, Instant, PersonName, periodInFrench } from '../../parts/words.tsx';
import { type Duties, dutiesCsv, dutiesQuery } from './queries.ts';

export function DutiesTab() {
  const { get, set } = useAddress();
  const [team, run, marked] = [get('equipe'), get('campagne'), get('a-regarder')];
  const filters = { team, run, isMarked: marked === 'oui' };
  const list = useInfiniteQuery(dutiesQuery(filters));
  return (
    <>
      <div className="filters">
        <SearchField label="Équipe" value={team ?? ''} set={(value) => set({ equipe: value })} />
        <SearchField label="Campagne" value={run ?? ''} set={(value) => set({ campagne: value })} />
        <SelectField
          label="Montrer"
          value={marked ?? ''}
          set={(value) => set({ 'a-regarder': value })}
          options={[['oui', 'ce qui est à regarder']]}
          none="tout"
        />
        <CsvButton path={dutiesCsv(filters)} name="fonctions.csv" />
      </div>
      <Loaded query={list}>
        {({ pages }) => (
          <>
            <DataTable
              caption="Qui a fait quoi"
              columns={COLUMNS}
              rows={pages.flatMap(({ items }) => items)}
              keyOf={({ endToEndId, change, team: of, period }) => `${endToEndId} ${change ?? ''} ${of} ${period}`}
              empty={
                filters.isMarked ? (
                  <NothingHere title="Rien n’est à regarder">
                    Chaque fonction a été tenue par une personne à elle, à sa propre session.
                  </NothingHere>
                ) : (
                  <NothingHere title="Aucun paiement">
                    Dès qu’une campagne est préparée, on lit ici qui a fait quoi pour chaque paiement.
                  </NothingHere>
                )
              }
            />
            <MoreRows list={list} />
          </>
        )}
      </Loaded>
    </>
  );
}

const COLUMNS: readonly Column<Duties>[] = [
  {
    key: 'what',
    heading: 'Paiement ou changement',
    cell: ({ endToEndId, change }) =>
      change === null ? <ScreenLink to={paymentAddress(endToEndId)}>{endToEndId}</ScreenLink> : proposalName(change),
  },
  {
    key: 'statement',
    heading: 'Décompte',
    cell: ({ team, period }) =>
      team !== '' && period !== '' ? (
        <ScreenLink to={statementAddress(team, period)}>
          {team}, {periodInFrench(period)}
        </ScreenLink>
      ) : (
        team
      ),
  },
  {
    key: 'acts',
    heading: 'Qui a fait quoi',
    cell: ({ acts }) => (
      <ol className="acts">
        {acts.map(({ duty, by, at }) => (
          <li key={`${duty} ${at}`}>
            {DUTY_LABELS[duty]} : <PersonName person={by} />, <Instant at={at} />
          </li>
        ))}
      </ol>
    ),
  },
  {
    key: 'marks',
    heading: 'À regarder',
    cell: ({ marks }) =>
      marks.length > 0 && (
        <ul className="acts">
          {marks.map(({ detail }) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      ),
  },
  {
    key: 'amount',
    heading: 'Montant',
    isFigure: true,
    cell: ({ amountCents }) => <Amount cents={amountCents} />,
  },
];
