/** The values of the regulation behind the statement: first the values that no text gives directly. */
import { parameterLabel } from '#libs/words/labels/parameter-text.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { ParameterValue } from '../../parts/parameter-value.tsx';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { Term } from '../../parts/term.tsx';
import { Day, counted } from '../../parts/words.tsx';
import { statusLabel } from './labels.ts';
import type { Statement } from './queries.ts';

type Parameter = Statement['parameters'][number];

export function Parameters({ parameters }: { readonly parameters: readonly Parameter[] }) {
  const uncertain = parameters.filter(({ status }) => status !== 'exact');
  const exact = parameters.filter(({ status }) => status === 'exact');
  return (
    <section className="panel">
      <h2>
        Valeurs incertaines <Term of="uncertain">{''}</Term>
      </h2>
      {uncertain.length === 0 ? (
        <p className="quiet">Toutes les valeurs sont lues dans un texte.</p>
      ) : (
        <ParameterTable caption="Valeurs incertaines" parameters={uncertain} />
      )}
      {exact.length > 0 && (
        <details>
          <summary className="quiet">{counted(exact.length, 'valeur lue', 'valeurs lues')} dans un texte</summary>
          <ParameterTable caption="Valeurs lues dans un texte" parameters={exact} />
        </details>
      )}
    </section>
  );
}

function ParameterTable({
  caption,
  parameters,
}: {
  readonly caption: string;
  readonly parameters: readonly Parameter[];
}) {
  return (
    <ScrollRegion label={caption}>
      <table className="parameters">
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Paramètre</th>
            <th scope="col">Certitude</th>
            <th scope="col">Depuis</th>
            <th scope="col">Valeur</th>
          </tr>
        </thead>
        <tbody>
          {parameters.map(({ parameter, status, value, from }) => (
            <tr key={parameter}>
              <th scope="row">
                <ScreenLink to={`/reglementation?parametre=${parameter}`}>{parameterLabel(parameter)}</ScreenLink>
              </th>
              <td>{statusLabel(status)}</td>
              <td>
                <Day day={from} />
              </td>
              <td>
                <ParameterValue value={value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
