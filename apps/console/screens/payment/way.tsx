/** The way from a payment to its cause: bank and file, run, instalment, decision, lines, why. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LINE_LABELS } from '#libs/words/labels/statements.ts';
import type { LineName } from '#libs/statements/rules/statement.ts';
import { envelopeAddress, paymentAddress, runAddress, statementAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Facts } from '../../parts/facts.tsx';
import { PaymentBadge } from '../../parts/payment-badge.tsx';
import { Loaded, Skeleton } from '../../parts/states.tsx';
import { Term } from '../../parts/term.tsx';
import { Amount, Day, Instant, PersonName, periodInFrench } from '../../parts/words.tsx';
import { BankWords } from '../runs/run-words.tsx';
import { type PaidDecision, type PaymentRead, decisionQuery } from './queries.ts';

export function PaymentWay({ read }: { readonly read: PaymentRead }) {
  return (
    <ol className="way">
      <Bank read={read} />
      <RunStep read={read} />
      <Instalment read={read} />
      <DecisionStep decision={read.decision} />
    </ol>
  );
}

function Step({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }) {
  return (
    <li>
      <h2>{title}</h2>
      {children}
    </li>
  );
}

function Bank({ read: { payment, file } }: { readonly read: PaymentRead }) {
  const { payee, answeredOn, waiting, announced, refused, contradictions } = payment;
  const hasSpoken =
    contradictions.length > 0 || [answeredOn, waiting, announced, refused].some((said) => said !== null);
  return (
    <Step title="À la banque">
      <Facts
        facts={[
          [
            'Payé à',
            <span key="payee">
              {payee.name} <code>{payee.iban}</code>
            </span>,
          ],
          ['Ce qu’elle en dit', hasSpoken ? <BankWords key="said" payment={payment} /> : 'rien encore'],
          ['Fichier', file?.file],
          [
            'Fichier pris',
            file !== null &&
              (file.downloads.length === 0
                ? 'par personne'
                : file.downloads.map(({ by, at }) => (
                    <p key={at}>
                      par <PersonName person={by} /> le <Instant at={at} />
                    </p>
                  ))),
          ],
        ]}
      />
    </Step>
  );
}

function RunStep({ read: { run } }: { readonly read: PaymentRead }) {
  const { preparedBy, releasedBy, releasedAt, executionDay, debtor, envelope } = run;
  return (
    <Step
      title={
        <>
          Par la campagne <ScreenLink to={runAddress(run.run)}>{run.run}</ScreenLink>
        </>
      }
    >
      <Facts
        facts={[
          ['Préparée par', preparedBy !== null && <PersonName person={preparedBy} />],
          [
            'Libérée par',
            <span key="by">
              <PersonName person={releasedBy} /> le <Instant at={releasedAt} />
            </span>,
          ],
          ['Exécution demandée le', <Day key="day" day={executionDay} />],
          [
            'Enveloppe',
            <ScreenLink key="envelope" to={envelopeAddress(envelope)}>
              {envelope}
            </ScreenLink>,
          ],
          [
            'Compte débité',
            <span key="debtor">
              {debtor.name} <code>{debtor.iban}</code>
            </span>,
          ],
        ]}
      />
    </Step>
  );
}

function Instalment({ read: { payment, item, debts } }: { readonly read: PaymentRead }) {
  return (
    <Step title={`Pour une échéance du décompte ${periodInFrench(payment.period)}`}>
      <Facts
        facts={[
          ['Due le', <Day key="day" day={item.dueOn} />],
          ['Décidé', <Amount key="amount" cents={item.amountCents} />],
          ['Encore à payer', item.dueCents !== '0' && <Amount cents={item.dueCents} />],
        ]}
      />
      {item.payments.length > 1 && (
        <DataTable
          caption="Tentatives"
          columns={[
            {
              key: 'reference',
              heading: 'Tentative',
              cell: ({ endToEndId }) =>
                endToEndId === payment.endToEndId ? (
                  <strong>{endToEndId}</strong>
                ) : (
                  <ScreenLink to={paymentAddress(endToEndId)}>{endToEndId}</ScreenLink>
                ),
            },
            { key: 'run', heading: 'Campagne', cell: ({ run }) => <ScreenLink to={runAddress(run)}>{run}</ScreenLink> },
            { key: 'status', heading: 'Où elle en est', cell: ({ status }) => <PaymentBadge status={status} /> },
            {
              key: 'amount',
              heading: 'Montant',
              isFigure: true,
              cell: ({ amountCents }) => <Amount cents={amountCents} />,
            },
          ]}
          rows={item.payments}
          keyOf={({ endToEndId }) => endToEndId}
          sortName="tri-tentatives"
        />
      )}
      {debts.length > 0 && (
        <ul>
          {debts.map(({ recovery, period, amountCents, leftCents }) => (
            <li key={recovery}>
              <Term of="setOff">compensée</Term> avec la dette de{' '}
              <ScreenLink to={statementAddress(payment.team, period)}>{periodInFrench(period)}</ScreenLink>,{' '}
              <Amount cents={amountCents} />, dont <Amount cents={leftCents} /> encore à rendre
            </li>
          ))}
        </ul>
      )}
    </Step>
  );
}

function DecisionStep({ decision }: Pick<PaymentRead, 'decision'>) {
  if (decision === null)
    return (
      <Step title="D’une décision qui ne tient plus">
        <p className="quiet">Elle a été retirée depuis ; ce qui est arrivé est dans l’histoire ci-dessous.</p>
      </Step>
    );
  const { team, period, number, submittedBy, approvedBy, approvedAt } = decision;
  return (
    <Step title={number === 0 ? 'Décidé' : `Décidé par la régularisation ${number}`}>
      <Facts
        facts={[
          [
            'Décompte',
            <ScreenLink key="statement" to={statementAddress(team, period)}>
              {team}, {periodInFrench(period)}
            </ScreenLink>,
          ],
          ['Soumis par', <PersonName key="submitted" person={submittedBy} />],
          [
            'Approuvé par',
            <span key="approved">
              <PersonName person={approvedBy} /> le <Instant at={approvedAt} />
            </span>,
          ],
        ]}
      />
      <DecidedLines decision={decision} />
    </Step>
  );
}

function DecidedLines({ decision }: { readonly decision: PaidDecision }) {
  const query = useQuery(decisionQuery(decision));
  const why = whyAddress(decision.team, decision.period, decision);
  return (
    <Loaded query={query} skeleton={<Skeleton lines={3} />}>
      {({ lines, totalCents }) => (
        <DataTable
          caption="Lignes décidées"
          columns={[
            { key: 'line', heading: 'Ligne', cell: ({ line }) => LINE_LABELS[line as LineName], total: 'Total' },
            {
              key: 'amount',
              heading: 'Décidé',
              isFigure: true,
              cell: ({ amountCents }) => <Amount cents={amountCents} />,
              total: <Amount cents={totalCents} />,
            },
            {
              key: 'why',
              heading: <span className="unseen">Cause</span>,
              cell: ({ line }) => <ScreenLink to={`${why}&ligne=${line}`}>Pourquoi</ScreenLink>,
            },
          ]}
          rows={lines.filter(({ amountCents }) => amountCents !== '0')}
          keyOf={({ line }) => line}
          sortName="tri-lignes"
        />
      )}
    </Loaded>
  );
}

/** The explanation of the amounts: in the decided calculation, or in the last one if the decision was taken back. */
export function whyAddress(team: string, period: string, decision: PaymentRead['decision']): string {
  return `${statementAddress(team, period)}/pourquoi${decision === null ? '' : `?decision=${decision.number}`}`;
}
