/** The decisions and their authors, each with its instalments and payments; and the calculation that waits for a decision. */
import { useQuery } from '@tanstack/react-query';
import { paymentAddress, runAddress, statementAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { FileButton } from '../../parts/file-button.tsx';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { Loaded } from '../../parts/states.tsx';
import { Amount, Day, Instant, PersonName, counted } from '../../parts/words.tsx';
import { itemStatusLabel, paymentStatusLabel } from './labels.ts';
import { type Decisions, type TeamPeriod, decidedQuery } from './queries.ts';

interface DecisionListProps {
  readonly of: TeamPeriod;
  readonly decisions: Decisions;
}

export function DecisionList({ of, decisions: all }: DecisionListProps) {
  const { decisions, submitted, drafted, decidedCents, erasedPatients } = all;
  const isEmpty = decisions.length === 0 && submitted === null && drafted === null;
  return (
    <section className="panel">
      <h2>Décisions</h2>
      {isEmpty ? (
        <p className="quiet">Rien n’est encore soumis.</p>
      ) : (
        <ScrollRegion label="Décisions">
          <table>
            <caption className="unseen">Décisions</caption>
            <thead>
              <tr>
                <th scope="col">Quoi</th>
                <th scope="col">Soumis par</th>
                <th scope="col">Approuvé par</th>
                <th scope="col">Connu au</th>
                <th scope="col" className="figure">
                  Montant
                </th>
              </tr>
            </thead>
            <tbody>
              {decisions.map((decision) => (
                <tr key={decision.number}>
                  <th scope="row">{numberText(decision.number)}</th>
                  <td>
                    <PersonName person={decision.submittedBy} />
                  </td>
                  <td>
                    <PersonName person={decision.approvedBy} />, <Instant at={decision.approvedAt} />
                  </td>
                  <td>
                    <Day day={decision.pin.knownOn} />
                  </td>
                  <td className="figure">
                    <ScreenLink to={`${statementAddress(of.team, of.period)}/pourquoi?decision=${decision.number}`}>
                      <Amount cents={decision.totalCents} />
                    </ScreenLink>
                  </td>
                </tr>
              ))}
              {submitted !== null && (
                <tr>
                  <th scope="row">{numberText(submitted.number)}</th>
                  <td>
                    <PersonName person={submitted.submittedBy} />
                  </td>
                  <td className="quiet">attend une décision</td>
                  <td>
                    <Day day={submitted.pin.knownOn} />
                  </td>
                  <td className="figure">
                    <Amount cents={submitted.totalCents} />
                  </td>
                </tr>
              )}
              {drafted !== null && (
                <tr>
                  <th scope="row">{numberText(drafted.number)}</th>
                  <td className="quiet">préparée, à soumettre</td>
                  <td />
                  <td>
                    <Day day={drafted.pin.knownOn} />
                  </td>
                  <td className="figure">
                    <Amount cents={drafted.totalCents} />
                  </td>
                </tr>
              )}
            </tbody>
            {decisions.length > 1 && (
              <tfoot>
                <tr>
                  <th scope="row" colSpan={4}>
                    Décidé en tout
                  </th>
                  <td className="figure">
                    <Amount cents={decidedCents} />
                  </td>
                </tr>
              </tfoot>
            )}
          </table>
        </ScrollRegion>
      )}
      {erasedPatients > 0 && (
        <p className="quiet">
          {counted(erasedPatients, 'patient effacé', 'patients effacés')} depuis, qui y comptent toujours.
        </p>
      )}
      {decisions.map(({ number }) => (
        <Payments key={number} of={of} number={number} />
      ))}
    </section>
  );
}

function numberText(number: number): string {
  return number === 0 ? 'Décompte' : `Régularisation ${number}`;
}

/** How a decision is paid: each instalment, and each payment of it by its reference at the bank. */
function Payments({ of, number }: { readonly of: TeamPeriod; readonly number: number }) {
  const decided = useQuery(decidedQuery(of, number));
  const path = `/statements/${encodeURIComponent(of.team)}/${of.period}/decisions/${number}/letter`;
  return (
    <div className="payments-of">
      <header className="screen-head">
        <h3>Paiement : {numberText(number).toLowerCase()}</h3>
        <FileButton path={path} type="application/pdf" name={`${of.team}-${of.period}-${number}.pdf`}>
          PDF
        </FileButton>
      </header>
      <Loaded query={decided}>
        {({ items, recoveries, envelope }) => (
          <ul>
            {items.length === 0 && recoveries.length === 0 && (
              <li className="quiet">
                {envelope === null ? 'Pas encore porté dans une enveloppe.' : 'Rien à verser ni à rendre.'}
              </li>
            )}
            {items.map(({ item, dueOn, amountCents, dueCents, status, payments }) => (
              <li key={item}>
                <Amount cents={amountCents} />, dû le <Day day={dueOn} />, {itemStatusLabel(status)}
                {dueCents !== '0' && dueCents !== amountCents && (
                  <>
                    {' '}
                    (encore <Amount cents={dueCents} />)
                  </>
                )}
                {payments.map(({ endToEndId, status: of, run, answeredOn }) => (
                  <span key={endToEndId}>
                    {' '}
                    · <ScreenLink to={paymentAddress(endToEndId)}>{endToEndId}</ScreenLink>, {paymentStatusLabel(of)}
                    {answeredOn !== null && (
                      <>
                        {' '}
                        le <Day day={answeredOn} />
                      </>
                    )}
                    , campagne <ScreenLink to={runAddress(run)}>{run}</ScreenLink>
                  </span>
                ))}
              </li>
            ))}
            {recoveries.map(({ recovery, amountCents, leftCents }) => (
              <li key={recovery}>
                <Amount cents={amountCents} /> à récupérer, dont <Amount cents={leftCents} /> encore
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </div>
  );
}
