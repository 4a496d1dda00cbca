/** Comptes: accounts in force, proposed accounts, and the teams and envelopes without one. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { Confirmations } from '../../parts/confirmations.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { SearchField } from '../../parts/fields.tsx';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { Term } from '../../parts/term.tsx';
import { Day, PersonName, counted } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { envelopesQuery } from '../runs/queries.ts';
import { teamsQuery } from '../teams/queries.ts';
import { AccountDialog } from './account-dialog.tsx';
import { HoldDialog } from './hold-dialog.tsx';
import { type Account, type Side, accountsQuery, holdQuery } from './queries.ts';

export default function AccountsScreen() {
  const { get, set } = useAddress();
  const side: Side = get('cote') === 'debtor' ? 'debtor' : 'payee';
  const asked = get('qui') ?? '';
  const accounts = useQuery(accountsQuery());
  return (
    <>
      <header className="screen-head">
        <h1>Comptes</h1>
        <Hold />
      </header>
      <Loaded query={accounts}>
        {(all) => {
          // An address that names an envelope shows envelopes.
          const isOf = (account: Account): boolean => account.holder.toLowerCase().includes(asked.toLowerCase());
          const shown = get('cote') === undefined && asked !== '' ? (all.find(isOf)?.side ?? side) : side;
          return (
            <>
              <Tabs
                label="Comptes"
                name="cote"
                now={shown}
                tabs={[
                  ['payee', 'Des équipes', all.filter((one) => one.side === 'payee').length],
                  ['debtor', 'Des enveloppes', all.filter((one) => one.side === 'debtor').length],
                ]}
              />
              <div className="filters">
                <SearchField
                  label={shown === 'payee' ? 'Équipe' : 'Enveloppe'}
                  value={asked}
                  set={(qui) => set({ qui, cote: shown })}
                />
              </div>
              <Confirmations
                kinds={[shown === 'payee' ? 'PAYEE' : 'DEBTOR', 'HOLD']}
                isShown={({ kind, subject }) => kind === 'HOLD' || subject.toLowerCase().includes(asked.toLowerCase())}
              />
              <List side={shown} accounts={all.filter((one) => one.side === shown && isOf(one))} asked={asked} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

/** The number of days for which a changed account waits before it is paid. */
function Hold() {
  const hold = useQuery(holdQuery());
  const mayPropose = useMay('operator');
  const [isAsked, ask] = useState(false);
  if (hold.data === undefined) return null;
  const { days } = hold.data;
  return (
    <div className="actions">
      <span>
        <Term of="hold" /> : {days === 0 ? 'aucun' : counted(days, 'jour')}
      </span>
      {mayPropose && (
        <button type="button" onClick={() => ask(true)}>
          Changer…
        </button>
      )}
      {isAsked && <HoldDialog days={days} close={() => ask(false)} />}
    </div>
  );
}

interface ListProps {
  readonly side: Side;
  readonly accounts: readonly Account[];
  readonly asked: string;
}

function List({ side, accounts, asked }: ListProps) {
  const mayPropose = useMay('accountant');
  const [changed, change] = useState<string>();
  const propose = (holder: string, verb: string) =>
    mayPropose ? (
      <button type="button" onClick={() => change(holder)}>
        {verb}
      </button>
    ) : null;
  const columns: readonly Column<Account>[] = [
    {
      key: 'holder',
      heading: side === 'payee' ? 'Équipe' : 'Enveloppe',
      sortBy: ({ holder }) => holder,
      cell: ({ holder }) => (
        <ScreenLink to={`/${side === 'payee' ? 'equipes' : 'enveloppes'}/${encodeURIComponent(holder)}`}>
          {holder}
        </ScreenLink>
      ),
    },
    {
      key: 'name',
      heading: 'Titulaire',
      sortBy: ({ confirmed }) => confirmed?.name ?? '',
      cell: ({ confirmed }) => confirmed?.name,
    },
    {
      key: 'iban',
      heading: 'IBAN',
      cell: ({ confirmed }) =>
        confirmed === null ? <span className="quiet">aucun en vigueur</span> : <code>{confirmed.iban}</code>,
    },
    { key: 'bic', heading: 'BIC', cell: ({ confirmed }) => confirmed !== null && <code>{confirmed.bic}</code> },
    {
      key: 'since',
      heading: 'Confirmé',
      sortBy: ({ confirmed }) => confirmed?.since ?? '',
      cell: ({ confirmed }) => confirmed !== null && <Day day={confirmed.since} />,
    },
    {
      key: 'people',
      heading: 'Par',
      cell: ({ confirmed }) =>
        confirmed !== null && (
          <>
            <PersonName person={confirmed.proposedBy} />, <PersonName person={confirmed.confirmedBy} />
          </>
        ),
    },
    {
      key: 'change',
      heading: <span className="unseen">Changer</span>,
      cell: ({ holder, proposed }) =>
        proposed === null ? propose(holder, 'Changer…') : <span className="quiet">changement à confirmer</span>,
    },
  ];
  return (
    <>
      <DataTable
        caption="Comptes"
        columns={columns}
        rows={accounts}
        keyOf={({ holder }) => holder}
        empty={
          <NothingHere title="Aucun compte ne correspond">
            Une personne des comptes en propose un, une autre le confirme après l’avoir relu.
          </NothingHere>
        }
      />
      <WithoutAccount side={side} accounts={accounts} asked={asked} propose={propose} />
      {changed !== undefined && (
        <AccountDialog
          side={side}
          holder={changed}
          inForce={accounts.find(({ holder }) => holder === changed)?.confirmed ?? null}
          close={() => change(undefined)}
        />
      )}
    </>
  );
}

interface WithoutAccountProps extends ListProps {
  readonly propose: (holder: string, verb: string) => React.ReactNode;
}

/** Without an account a team cannot be paid, and an envelope cannot pay. */
function WithoutAccount({ side, accounts, asked, propose }: WithoutAccountProps) {
  const teams = useQuery({ ...teamsQuery(), enabled: side === 'payee' });
  const envelopes = useQuery({ ...envelopesQuery(), enabled: side === 'debtor' });
  const all =
    side === 'payee'
      ? teams.data?.map(({ team, name }) => [team, name] as const)
      : envelopes.data?.map(({ envelope }) => [envelope, ''] as const);
  const known = new Set(accounts.map(({ holder }) => holder));
  const lacking = (all ?? []).filter(
    ([holder]) => !known.has(holder) && holder.toLowerCase().includes(asked.toLowerCase()),
  );
  if (lacking.length === 0) return null;
  return (
    <section className="panel">
      <h2>
        Sans compte :{' '}
        {side === 'payee' ? 'ces équipes ne peuvent pas être payées' : 'ces enveloppes ne peuvent pas payer'}
      </h2>
      <DataTable
        caption="Sans compte"
        columns={[
          { key: 'holder', heading: side === 'payee' ? 'Équipe' : 'Enveloppe', cell: ([holder]) => holder },
          { key: 'name', heading: 'Nom', cell: ([, name]) => name },
          {
            key: 'propose',
            heading: <span className="unseen">Proposer</span>,
            cell: ([holder]) => propose(holder, 'Proposer un compte…'),
          },
        ]}
        rows={lacking}
        keyOf={([holder]) => holder}
        sortName="tri-sans"
      />
    </section>
  );
}
