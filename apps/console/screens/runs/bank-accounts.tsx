/** Statements of the accounts compared with the ledger, day by day; a person explains each difference. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { useAddress } from '../../parts/address.ts';
import { Lines } from '../../parts/charts.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { Loaded, NothingHere, Skeleton } from '../../parts/states.tsx';
import { Amount, Day, NUMBER, PersonName, dayInFrench } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import {
  type AccountDay,
  type AccountDifference,
  bankAccountsQuery,
  daysQuery,
  differencesQuery,
} from './bank-accounts-queries.ts';
import { LinkedReferences } from './linked-references.tsx';

export function BankAccounts() {
  const { get, set } = useAddress();
  const accounts = useQuery(bankAccountsQuery());
  return (
    <Loaded query={accounts}>
      {(all) => {
        const account = get('compte') ?? all[0]?.id;
        if (account === undefined)
          return (
            <NothingHere title="Aucun relevé de compte">
              Donnez un relevé (camt.053) sous « Réponses de la banque » : il est rapproché du livre des paiements, jour
              par jour.
            </NothingHere>
          );
        return (
          <>
            <div className="filters">
              <SelectField
                label="Compte"
                value={account}
                set={(compte) => set({ compte })}
                options={all.map(({ id, account: iban, unexplained }) => [id, `${iban} (${unexplained} à expliquer)`])}
              />
            </div>
            <Differences account={account} />
            <Days account={account} />
          </>
        );
      }}
    </Loaded>
  );
}

function Differences({ account }: { readonly account: string }) {
  const list = useInfiniteQuery(differencesQuery(account));
  const mayExplain = useMay('accountant');
  const [explained, explain] = useState<AccountDifference>();
  return (
    <section className="panel">
      <h2>Écarts entre le relevé et le livre des paiements</h2>
      <Loaded query={list} skeleton={<Skeleton lines={4} />}>
        {({ pages }) => (
          <>
            <DataTable
              caption="Écarts"
              columns={[
                { key: 'day', heading: 'Jour', sortBy: ({ day }) => day, cell: ({ day }) => <Day day={day} /> },
                { key: 'text', heading: 'Écart', sortBy: ({ text }) => text, cell: ({ text }) => text },
                { key: 'of', heading: 'De quoi', cell: ({ of }) => <LinkedReferences text={of} /> },
                {
                  key: 'amount',
                  heading: 'Montant',
                  isFigure: true,
                  sortBy: ({ cents }) => BigInt(cents),
                  cell: ({ cents }) => <Amount cents={cents} />,
                },
                {
                  key: 'explanation',
                  heading: 'Explication',
                  cell: (difference) =>
                    difference.explanation !== null ? (
                      <>
                        {difference.explanation.reason}, <PersonName person={difference.explanation.by} />
                      </>
                    ) : mayExplain ? (
                      <button type="button" onClick={() => explain(difference)}>
                        Expliquer…
                      </button>
                    ) : (
                      <span className="quiet">à expliquer</span>
                    ),
                },
              ]}
              rows={pages.flatMap(({ items }) => items)}
              keyOf={({ difference }) => difference}
              sortName="tri-ecarts"
              empty={<p className="quiet">Aucun : le relevé et le livre disent la même chose.</p>}
            />
            <MoreRows list={list} sortName="tri-ecarts" />
          </>
        )}
      </Loaded>
      {explained !== undefined && <ExplainDialog difference={explained} close={() => explain(undefined)} />}
    </section>
  );
}

interface ExplainDialogProps {
  readonly difference: AccountDifference;
  readonly close: () => void;
}

function ExplainDialog({ difference: { difference, text, of, day, cents }, close }: ExplainDialogProps) {
  return (
    <ConfirmDialog
      title={`Expliquer l’écart du ${dayInFrench(day)} ?`}
      verb="Enregistrer"
      reasonLabel="D’où il vient"
      run={({ key, reason }) => {
        const params = { path: { difference }, header: { 'Idempotency-Key': key } };
        return answer(client.POST('/bank-accounts/differences/{difference}/explain', { params, body: { reason } }));
      }}
      said={() => 'Écart expliqué.'}
      close={close}
    >
      <p>
        {text} : {of}, <Amount cents={cents} />
      </p>
      <p className="quiet">L’explication reste avec l’écart ; elle ne change ni le relevé ni le livre.</p>
    </ConfirmDialog>
  );
}

type Movements = AccountDay['executed'];

function MovementsCell({ movements: { count, cents } }: { readonly movements: Movements }) {
  if (count === 0) return <span className="quiet">–</span>;
  return (
    <>
      <Amount cents={cents} /> <span className="quiet">({NUMBER.format(count)})</span>
    </>
  );
}

function Days({ account }: { readonly account: string }) {
  const list = useInfiniteQuery(daysQuery(account));
  return (
    <section className="panel">
      <h2>Jour par jour</h2>
      <Loaded query={list} skeleton={<Skeleton lines={6} />}>
        {({ pages }) => {
          const days = pages.flatMap(({ items }) => items);
          const closings = days.flatMap(({ day, closingCents }) =>
            closingCents === null ? [] : [{ label: dayInFrench(day), cents: closingCents }],
          );
          return (
            <>
              {closings.length > 1 && <Lines title="Solde en fin de jour" of="Jour" points={closings} />}
              <DataTable
                caption="Jours du relevé"
                columns={[
                  { key: 'day', heading: 'Jour', sortBy: ({ day }) => day, cell: ({ day }) => <Day day={day} /> },
                  {
                    key: 'opening',
                    heading: 'Au début',
                    isFigure: true,
                    cell: ({ openingCents }) => <Amount cents={openingCents} />,
                  },
                  ...MOVEMENTS.map(([key, heading]) => ({
                    key,
                    heading,
                    isFigure: true,
                    cell: (day: AccountDay) => <MovementsCell movements={day[key]} />,
                  })),
                  {
                    key: 'closing',
                    heading: 'À la fin',
                    isFigure: true,
                    cell: ({ closingCents }) => <Amount cents={closingCents} />,
                  },
                ]}
                rows={days}
                keyOf={({ day }) => day}
                sortName="tri-jours"
              />
              <MoreRows list={list} sortName="tri-jours" />
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

const MOVEMENTS = [
  ['executed', 'Nos paiements'],
  ['returned', 'Revenus'],
  ['other', 'Autres mouvements'],
  ['unexplained', 'Écarts à expliquer'],
] as const;
