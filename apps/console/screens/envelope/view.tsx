/** Enveloppe: its figures, the proposals that wait for a second person, its years, its teams, and its terms by day. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { envelopeAddress } from '../../frame/addresses.ts';
import type { ViewProps } from '../../frame/screen.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { Confirmations } from '../../parts/confirmations.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Facts } from '../../parts/facts.tsx';
import { StackedBars } from '../../parts/stacked-bars.tsx';
import { ReadScreen } from '../../parts/read-screen.tsx';
import { NothingHere } from '../../parts/states.tsx';
import { Term } from '../../parts/term.tsx';
import { Amount, Day } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { ExceptionDialog } from '../envelopes/exception-dialog.tsx';
import { TermsDialog } from '../envelopes/terms-dialog.tsx';
import { UseBar } from '../envelopes/use-bar.tsx';
import { type EnvelopeRead, envelopeQuery } from './queries.ts';
import { Teams } from './teams.tsx';
import '../envelopes/envelopes.css';

const OF_ENVELOPE = ['ENVELOPE', 'EXCEPTION', 'DEMAND', 'REPAYMENT', 'TAKE_BACK', 'DEBTOR', 'UNDOING'] as const;

export default function EnvelopeScreen({ params: { envelope = '' } }: ViewProps) {
  const query = useQuery(envelopeQuery(envelope));
  return (
    <ReadScreen
      of={{
        name: `Enveloppe ${envelope}`,
        unknown: 'Aucune enveloppe n’a ce nom : la liste montre celles qui sont proposées ou confirmées.',
        list: { to: '/enveloppes', label: 'Enveloppes' },
      }}
      query={query}
    >
      {(read) => (
        <>
          <Head envelope={read} />
          <Figures envelope={read} />
          <Confirmations
            kinds={OF_ENVELOPE}
            isShown={({ subject, change }) => subject === envelope || change.includes(envelope)}
          />
          <Years envelope={read} />
          <Teams envelope={read} />
          <TermsByDay envelope={read} />
        </>
      )}
    </ReadScreen>
  );
}

function Head({ envelope }: { readonly envelope: EnvelopeRead }) {
  const { envelope: name, terms } = envelope;
  const mayPropose = useMay('operator');
  const [asked, ask] = useState<'terms' | 'exception'>();
  return (
    <header className="screen-head">
      <div>
        <p className="quiet">
          <ScreenLink to="/enveloppes">Enveloppes</ScreenLink>
        </p>
        <h1>{name}</h1>
        <p className="quiet">
          {terms === null
            ? 'Pas en vigueur : une autre personne doit confirmer ce qui est proposé.'
            : `Finance ${terms.schemes.length === 0 ? 'ce qui est déjà décidé, rien de nouveau' : terms.schemes.join(', ')}`}
        </p>
      </div>
      <div className="actions">
        <ScreenLink className="button" to={`/campagnes?onglet=apercu&enveloppe=${encodeURIComponent(name)}`}>
          Prochaine campagne
        </ScreenLink>
        <ScreenLink className="button" to={`/comptes?qui=${encodeURIComponent(name)}`}>
          Compte débité
        </ScreenLink>
        {mayPropose && (
          <>
            <button type="button" onClick={() => ask('terms')}>
              Proposer un changement…
            </button>
            <button type="button" onClick={() => ask('exception')}>
              Proposer une exception…
            </button>
          </>
        )}
      </div>
      {asked === 'terms' && <TermsDialog envelope={envelope} close={() => ask(undefined)} />}
      {asked === 'exception' && <ExceptionDialog envelope={name} close={() => ask(undefined)} />}
    </header>
  );
}

function Figures({ envelope }: { readonly envelope: EnvelopeRead }) {
  const { amountCents, committedCents, releasedCents, paidCents, repaidCents, leftCents, between } = envelope;
  return (
    <>
      <Facts
        facts={[
          ['Montant', <Amount key="amount" cents={amountCents} />],
          [
            <Term key="term" of="committed">
              Engagé
            </Term>,
            <Amount key="committed" cents={committedCents} />,
            'committed',
          ],
          [
            <Term key="term" of="released">
              Libéré
            </Term>,
            <Amount key="released" cents={releasedCents} />,
            'released',
          ],
          ['Payé', <Amount key="paid" cents={paidCents} />],
          ['Remboursé par des équipes', repaidCents !== '0' && <Amount cents={repaidCents} />],
          ['Reste', <Amount key="left" cents={leftCents} />],
          ['Employé', <UseBar key="use" envelope={envelope} />],
        ]}
      />
      {between.length > 0 && (
        <ul>
          {between.map(({ envelope: other, owedCents }) => (
            <li key={other}>
              {BigInt(owedCents) < 0n ? 'dû par ' : 'dû à '}
              <ScreenLink to={envelopeAddress(other)}>{other}</ScreenLink>, par des{' '}
              <Term of="setOff">compensations</Term> : <Amount cents={owedCents} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Years({ envelope: { years } }: { readonly envelope: EnvelopeRead }) {
  if (years.length === 0)
    return (
      <NothingHere title="Rien n’est encore décidé sur cette enveloppe">
        Ce que des décomptes approuvés engagent paraîtra ici, par année des périodes payées.
      </NothingHere>
    );
  const owed = years.filter(({ owedCents }) => owedCents !== '0');
  return (
    <section className="panel">
      <h2>Au fil des années</h2>
      <StackedBars
        title="Payé, à la banque et dû, par année des périodes"
        of="Année"
        parts={['Payé', 'À la banque', 'Dû, à libérer']}
        points={years.map(({ year, paidCents, releasedCents, dueCents }) => ({
          label: year,
          cents: [paidCents, releasedCents, dueCents],
        }))}
      />
      {owed.map(({ year, owedCents }) => (
        <p key={year}>
          Des équipes doivent encore <Amount cents={owedCents} /> de {year}.
        </p>
      ))}
    </section>
  );
}

function TermsByDay({ envelope: { termsByDay, proposed } }: { readonly envelope: EnvelopeRead }) {
  const rows = [
    ...termsByDay.map((terms) => ({ ...terms, status: 'confirmé' })),
    ...(proposed === null ? [] : [{ ...proposed, status: `proposé par ${proposed.proposedBy.name}` }]),
  ];
  if (rows.length === 0) return null;
  return (
    <section className="panel">
      <h2>Montants et expérimentations par date</h2>
      <DataTable
        caption="Montants et expérimentations par date"
        columns={[
          {
            key: 'from',
            heading: 'À partir du',
            cell: ({ from }) => (from === null ? 'début' : <Day day={from} />),
          },
          { key: 'schemes', heading: 'Finance', cell: ({ schemes }) => schemes.join(', ') },
          { key: 'status', heading: 'Où il en est', cell: ({ status }) => status },
          {
            key: 'amount',
            heading: 'Montant',
            isFigure: true,
            cell: ({ amountCents }) => <Amount cents={amountCents} />,
          },
          {
            key: 'difference',
            heading: 'Écart',
            isFigure: true,
            cell: (row) => {
              const before = rows[rows.indexOf(row) - 1];
              return before === undefined ? (
                <span className="quiet">–</span>
              ) : (
                <Amount cents={BigInt(row.amountCents) - BigInt(before.amountCents)} signed />
              );
            },
          },
        ]}
        rows={rows}
        keyOf={({ from, status }) => `${from ?? ''} ${status}`}
        sortName="tri-termes"
      />
    </section>
  );
}
