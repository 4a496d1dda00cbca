/** What was decided, and by whom; what waits for a decision. */
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { Amount, Day, Instant, PersonName } from '../../parts/words.tsx';
import type { Decisions } from './queries.ts';

export function DecisionList({
  decisions: { decisions, submitted, drafted, decidedCents },
}: {
  readonly decisions: Decisions;
}) {
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
              {decisions.map(({ number, submittedBy, approvedBy, approvedAt, pin, totalCents }) => (
                <tr key={number}>
                  <th scope="row">{numberText(number)}</th>
                  <td>
                    <PersonName person={submittedBy} />
                  </td>
                  <td>
                    <PersonName person={approvedBy} />, <Instant at={approvedAt} />
                  </td>
                  <td>
                    <Day day={pin.knownOn} />
                  </td>
                  <td className="figure">
                    <Amount cents={totalCents} />
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
    </section>
  );
}

function numberText(number: number): string {
  return number === 0 ? 'Décompte' : `Régularisation ${number}`;
}
