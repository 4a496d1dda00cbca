/** Paiement: the bank's answers under its reference, the way to its cause, and its history. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EVENT_LABELS } from '#libs/words/labels/events.ts';
import { runAddress } from '../../frame/addresses.ts';
import type { ViewProps } from '../../frame/screen.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { Confirmations } from '../../parts/confirmations.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { whenText } from '../../parts/french-days.ts';
import { PaymentBadge } from '../../parts/payment-badge.tsx';
import { ReadScreen } from '../../parts/read-screen.tsx';
import { Amount, Instant, PersonName, periodInFrench } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { BundleButton } from './bundle-button.tsx';
import { type PaymentRead, paymentQuery } from './queries.ts';
import { TypeAnswerDialog } from './type-answer-dialog.tsx';
import { PaymentWay, whyAddress } from './way.tsx';
import './payment.css';

export default function PaymentScreen({ params: { reference = '' } }: ViewProps) {
  const query = useQuery(paymentQuery(reference));
  return (
    <ReadScreen
      of={{
        name: `Paiement ${reference}`,
        unknown: 'Aucun paiement libéré n’a cette référence : vérifiez-la sur le relevé de la banque.',
        list: { to: '/campagnes', label: 'Campagnes et paiements' },
      }}
      query={query}
    >
      {(read) => (
        <>
          <Head read={read} />
          <Confirmations kinds={['ANSWER']} isShown={({ change }) => change.includes(reference)} />
          <PaymentWay read={read} />
          <Events read={read} />
        </>
      )}
    </ReadScreen>
  );
}

function Head({ read: { payment, decision } }: { readonly read: PaymentRead }) {
  const { endToEndId, team, period, amountCents, status } = payment;
  const [mayType, mayProve] = [useMay('accountant'), useMay('auditor')];
  const [isAsked, ask] = useState(false);
  return (
    <header className="screen-head">
      <div>
        <p className="quiet">
          <ScreenLink to="/campagnes">Campagnes</ScreenLink> ·{' '}
          <ScreenLink to={runAddress(payment.run)}>{payment.run}</ScreenLink>
        </p>
        <h1>
          Paiement <code>{endToEndId}</code>
        </h1>
        <p>
          <PaymentBadge status={status} /> · {team}, {periodInFrench(period)}
        </p>
      </div>
      <div>
        <p className="big figure">
          <Amount cents={amountCents} />
        </p>
        <div className="actions">
          <ScreenLink className="button" to={whyAddress(team, period, decision)}>
            Pourquoi
          </ScreenLink>
          {mayProve && <BundleButton payment={endToEndId} />}
          {mayType && (
            <button type="button" onClick={() => ask(true)}>
              Saisir une réponse…
            </button>
          )}
        </div>
      </div>
      {isAsked && <TypeAnswerDialog payment={payment} close={() => ask(false)} />}
    </header>
  );
}

function Events({ read: { events } }: { readonly read: PaymentRead }) {
  return (
    <section className="panel">
      <h2>Ce qui lui est arrivé</h2>
      <DataTable
        caption="Événements"
        columns={[
          {
            key: 'position',
            heading: 'Rang',
            cell: ({ position }) => <ScreenLink to={`/journal/${position}`}>{position}</ScreenLink>,
          },
          { key: 'type', heading: 'Événement', cell: ({ type }) => EVENT_LABELS[type] ?? type },
          {
            key: 'effective',
            heading: 'Pour',
            cell: ({ effective }) => whenText(effective),
          },
          {
            key: 'by',
            heading: 'Par',
            cell: ({ by, at }) => (
              <>
                {by !== null && <PersonName person={by} />} {at !== null && <Instant at={at} />}
              </>
            ),
          },
          {
            key: 'said',
            heading: 'La banque',
            cell: ({ status, reason, detail }) => [status, reason, detail].filter((text) => text !== null).join(', '),
          },
          {
            key: 'amount',
            heading: 'Montant',
            isFigure: true,
            cell: ({ amountCents }) => <Amount cents={amountCents} />,
          },
        ]}
        rows={events}
        keyOf={({ position }) => String(position)}
        sortName="tri-evenements"
      />
    </section>
  );
}
