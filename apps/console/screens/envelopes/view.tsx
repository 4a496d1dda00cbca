/** Enveloppes: in tabs, the envelopes, the exceptions, and the proposals that wait for a second person. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { envelopeAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { Confirmations } from '../../parts/confirmations.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { Term } from '../../parts/term.tsx';
import { Amount, sumOf } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { envelopesQuery } from '../runs/queries.ts';
import { Exceptions } from './exceptions.tsx';
import type { Envelope } from './queries.ts';
import { TermsDialog } from './terms-dialog.tsx';
import { UseBar } from './use-bar.tsx';
import './envelopes.css';

export default function EnvelopesScreen() {
  const { get } = useAddress();
  const mayPropose = useMay('operator');
  const [isAsked, ask] = useState(false);
  const tab = get('onglet') ?? 'enveloppes';
  return (
    <>
      <header className="screen-head">
        <h1>Enveloppes</h1>
        {mayPropose && (
          <button type="button" onClick={() => ask(true)}>
            Proposer une enveloppe…
          </button>
        )}
      </header>
      <Tabs
        label="Enveloppes"
        name="onglet"
        now={tab}
        tabs={[
          ['enveloppes', 'Enveloppes', undefined],
          ['exceptions', 'Exceptions', undefined],
          ['attente', 'À confirmer', undefined],
        ]}
      />
      {tab === 'exceptions' ? <Exceptions /> : tab === 'attente' ? <Waiting /> : <List />}
      {isAsked && <TermsDialog envelope={undefined} close={() => ask(false)} />}
    </>
  );
}

const OF_ENVELOPES = ['ENVELOPE', 'EXCEPTION', 'DEMAND', 'REPAYMENT', 'TAKE_BACK', 'UNDOING'] as const;
const OF_PAYMENTS = ['PAYEE', 'DEBTOR', 'HOLD', 'CANCELLATION', 'ANSWER'] as const;

/** All waiting proposals about money, from any screen; versions of the regulation are confirmed on their own screen. */
function Waiting() {
  return (
    <Confirmations
      kinds={[...OF_ENVELOPES, ...OF_PAYMENTS]}
      empty="Ce qui change une enveloppe, un compte, une exception, une demande, ou ce que dit la banque attend ici qu’une autre personne le confirme."
    />
  );
}

type Figure = 'amountCents' | 'committedCents' | 'releasedCents' | 'paidCents' | 'leftCents';

function figure(key: Figure, heading: Column<Envelope>['heading'], all: readonly Envelope[]): Column<Envelope> {
  return {
    key,
    heading,
    isFigure: true,
    sortBy: (envelope) => BigInt(envelope[key]),
    cell: (envelope) => <Amount cents={envelope[key]} />,
    total: <Amount cents={sumOf(all.map((envelope) => envelope[key]))} />,
  };
}

function List() {
  const envelopes = useQuery(envelopesQuery());
  return (
    <Loaded query={envelopes}>
      {(all) => (
        <>
          <p className="quiet">
            L’<Term of="committed">engagé</Term> comprend le <Term of="released">libéré</Term>, qui comprend le payé.
          </p>
          <DataTable
            caption="Enveloppes"
            columns={[
              {
                key: 'envelope',
                heading: 'Enveloppe',
                sortBy: ({ envelope }) => envelope,
                cell: ({ envelope }) => <ScreenLink to={envelopeAddress(envelope)}>{envelope}</ScreenLink>,
                total: 'Total',
              },
              {
                key: 'schemes',
                heading: 'Finance',
                cell: ({ terms, proposed }) => (
                  <>
                    {terms === null ? <span className="quiet">pas en vigueur</span> : terms.schemes.join(', ')}
                    {proposed !== null && ' · changement à confirmer'}
                  </>
                ),
              },
              figure('amountCents', 'Montant', all),
              figure('committedCents', 'Engagé', all),
              figure('releasedCents', 'Libéré', all),
              figure('paidCents', 'Payé', all),
              figure('leftCents', 'Reste', all),
              { key: 'use', heading: 'Employé', cell: (envelope) => <UseBar envelope={envelope} /> },
            ]}
            rows={all}
            keyOf={({ envelope }) => envelope}
            empty={
              <NothingHere title="Aucune enveloppe">
                Une enveloppe dit combien peut être payé, et pour quelles expérimentations. Proposez-en une : une autre
                personne la confirme.
              </NothingHere>
            }
          />
        </>
      )}
    </Loaded>
  );
}
