/** The figures of a statement: lines, instalments, rates, and warnings. */
import type { RateName } from '#libs/statements/rules/statement.ts';
import { rateValue } from '#libs/words/labels/rates.ts';
import { statementAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { Amount, Day } from '../../parts/words.tsx';
import { flagSentence, instalmentLabel, lineLabel, rateLabel } from './labels.ts';
import type { Statement, TeamPeriod } from './queries.ts';

export function Flags({ flags }: { readonly flags: readonly string[] }) {
  if (flags.length === 0) return null;
  return (
    <ul className="notice">
      {flags.map((flag) => (
        <li key={flag}>{flagSentence(flag)}</li>
      ))}
    </ul>
  );
}

export function StatementLines({ of, statement }: { readonly of: TeamPeriod; readonly statement: Statement }) {
  return (
    <section className="panel">
      <h2>Lignes</h2>
      <table>
        <caption className="unseen">Lignes du décompte</caption>
        <tbody>
          {statement.lines.map(({ line, amountCents }) => (
            <tr key={line} className={amountCents === '0' ? 'same' : undefined}>
              <th scope="row">{lineLabel(line)}</th>
              <td className="figure">
                <ScreenLink to={`${statementAddress(of.team, of.period)}/pourquoi?ligne=${line}`}>
                  <Amount cents={amountCents} />
                </ScreenLink>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            <td className="figure">
              <Amount cents={statement.totalCents} />
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

export function Instalments({ instalments }: { readonly instalments: Statement['instalments'] }) {
  return (
    <section className="panel">
      <h2>Échéances</h2>
      {instalments.length === 0 ? (
        <p className="quiet">Rien n’est à verser.</p>
      ) : (
        <table>
          <caption className="unseen">Échéances</caption>
          <tbody>
            {instalments.map(({ dueOn, kind, amountCents }, i) => (
              <tr key={`${dueOn} ${kind} ${i}`}>
                <th scope="row">
                  <Day day={dueOn} />
                </th>
                <td>{instalmentLabel(kind)}</td>
                <td className="figure">
                  <Amount cents={amountCents} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

export function Rates({ rates }: { readonly rates: Statement['rates'] }) {
  if (rates.length === 0) return null;
  return (
    <section className="panel">
      <h2>Taux</h2>
      <table>
        <caption className="unseen">Taux</caption>
        <tbody>
          {rates.map(({ name, value }) => (
            <tr key={name}>
              <th scope="row">{rateLabel(name)}</th>
              <td className="figure" title={`valeur exacte : ${value}`}>
                {rateValue({ name: name as RateName, value })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
