/** Mon décompte: each decision on the period, its lines in plain words, and its payments. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { LINE_LABELS } from '#libs/words/labels/statements.ts';
import type { LineName } from '#libs/statements/rules/statement.ts';
import { statementAddress } from '../../frame/addresses.ts';
import type { ViewProps } from '../../frame/screen.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { FileButton } from '../../parts/file-button.tsx';
import { ReadScreen } from '../../parts/read-screen.tsx';
import { NothingHere } from '../../parts/states.tsx';
import { Amount, Day, DayOfInstant, counted, periodInFrench, sumOf } from '../../parts/words.tsx';
import { useSession } from '../../session/session.ts';
import { PaymentWords } from '../own-statements/payment-words.tsx';
import { LINE_WORDS } from './line-words.ts';
import { type Decided, ownDecidedQuery } from './queries.ts';

export default function OwnStatementScreen({ params: { period = '' } }: ViewProps) {
  const team = useSession().team ?? '';
  const decided = useQuery(ownDecidedQuery(team, period));
  return (
    <ReadScreen
      of={{
        name: `Décompte ${periodInFrench(period)}`,
        unknown: 'Rien n’est décidé pour cette période : la liste montre ce qui l’est.',
        list: { to: '/mes-decomptes', label: 'Mes décomptes' },
      }}
      query={decided}
    >
      {(decisions) => (
        <>
          <p>
            <Link href="/mes-decomptes">← Mes décomptes</Link>
          </p>
          {decisions.length === 0 ? (
            <>
              <h1>Décompte {periodInFrench(period)}</h1>
              <NothingHere title="Rien n’est décidé pour cette période">
                Le décompte paraîtra ici dès qu’il sera approuvé.
              </NothingHere>
            </>
          ) : (
            <Whole decisions={decisions} />
          )}
        </>
      )}
    </ReadScreen>
  );
}

function Whole({ decisions }: { readonly decisions: readonly Decided[] }) {
  const [first] = decisions;
  const patients = decisions.findLast(({ statement }) => statement !== null)?.statement?.patients;
  return (
    <>
      <header className="screen-head">
        <div>
          <h1>Décompte {first !== undefined && periodInFrench(first.period)}</h1>
          <p className="quiet">
            {first?.statement?.teamName}
            {patients !== undefined && `, ${counted(patients, 'patient')} dans la liste`}
          </p>
        </div>
        <p className="big">
          <Amount cents={sumOf(decisions.map(({ totalCents }) => totalCents))} />
        </p>
      </header>
      {decisions.map((decision) => (
        <Decision key={decision.number} decision={decision} />
      ))}
    </>
  );
}

function Decision({ decision }: { readonly decision: Decided }) {
  const { team, period, number, approvedAt, lines, totalCents } = decision;
  return (
    <section className="panel">
      <header className="screen-head">
        <h2>
          {number === 0 ? 'Le décompte, décidé' : `Régularisation ${number}, décidée`} le{' '}
          <DayOfInstant at={approvedAt} />
        </h2>
        <FileButton
          path={`/statements/${encodeURIComponent(team)}/${period}/decisions/${number}/letter`}
          type="application/pdf"
          name={`${team}-${period}-${number}.pdf`}
        >
          PDF
        </FileButton>
      </header>
      <div className="columns">
        <table>
          <caption className="unseen">Lignes</caption>
          <tbody>
            {lines
              .filter(({ amountCents }) => amountCents !== '0')
              .map(({ line, amountCents }) => (
                <tr key={line}>
                  <th scope="row">
                    {LINE_LABELS[line as LineName]}
                    <br />
                    <span className="quiet">{LINE_WORDS[line as LineName]}</span>
                  </th>
                  <td className="figure">
                    <ScreenLink to={`${statementAddress(team, period)}/pourquoi?decision=${number}&ligne=${line}`}>
                      <Amount cents={amountCents} signed={number > 0} />
                    </ScreenLink>
                  </td>
                </tr>
              ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Total</th>
              <td className="figure">
                <Amount cents={totalCents} signed={number > 0} />
              </td>
            </tr>
          </tfoot>
        </table>
        <Payments decision={decision} />
      </div>
    </section>
  );
}

function Payments({ decision: { items, instalments, recoveries } }: { readonly decision: Decided }) {
  return (
    <div>
      <h3>Versements</h3>
      <ul>
        {items.length === 0 &&
          instalments.map(({ dueOn, amountCents }) => (
            <li key={dueOn}>
              <Amount cents={amountCents} />, dû le <Day day={dueOn} />
            </li>
          ))}
        {items.map(({ item, dueOn, amountCents, payments }) => (
          <li key={item}>
            <Amount cents={amountCents} />, dû le <Day day={dueOn} />
            {payments.map((payment) => (
              <p key={payment.endToEndId}>
                <PaymentWords payment={payment} />
              </p>
            ))}
          </li>
        ))}
        {recoveries.map(({ recovery, amountCents, leftCents }) => (
          <li key={recovery}>
            <Amount cents={amountCents} /> à rendre, dont <Amount cents={leftCents} /> encore ; retenu sur les prochains
            versements
          </li>
        ))}
      </ul>
    </div>
  );
}
