/** A team under several schemes: totals, quarters, advances, and all that is assumed. */
import type { components } from '#libs/client/contract.d.ts';
import { comparedLabel } from '#libs/words/labels/comparison.ts';
import { PARAMETER_LABELS } from '#libs/words/labels/parameters.ts';
import { FLAG_SENTENCES, STATUS_LABELS } from '#libs/words/labels/statements.ts';
import { sourceText } from '#libs/words/labels/parameter-text.ts';
import { advancesOf } from './advances.ts';
import { DataTable } from './data-table.tsx';
import { SeriesChart } from './series.tsx';
import { StackedBars } from './stacked-bars.tsx';
import { Amount, Day, counted, periodInFrench } from './words.tsx';

type Comparison = components['schemas']['ComparisonView'];
type Compared = Comparison['schemes'][number];

const LABELS: Readonly<Record<string, string>> = PARAMETER_LABELS;
const FLAGS: Readonly<Record<string, string>> = FLAG_SENTENCES;
const STATUSES: Readonly<Record<string, string>> = STATUS_LABELS;

export function SchemeComparison({ compared }: { readonly compared: Comparison }) {
  const { schemes, from, to, common, toCome, assumptions, regulationVersion } = compared;
  const labelOf = (quarter: string): string => `${periodInFrench(quarter)}${toCome.includes(quarter) ? ' *' : ''}`;
  const quarters = schemes[0]?.quarters.map(({ quarter }) => labelOf(quarter)) ?? [];
  return (
    <>
      <p>
        De {periodInFrench(from)} à {periodInFrench(to)}, réglementation {regulationVersion}. C’est une comparaison :
        rien n’en est enregistré, et rien ne s’en décide.
      </p>
      <StackedBars
        title={`En tout, sur ${counted(common.length, 'trimestre')} que chaque régime a`}
        of="Régime"
        parts={['versé par le régime', 'actes payés à l’acte']}
        points={schemes.map(({ scheme, schemeCents, actsCents }) => ({
          label: comparedLabel(scheme),
          cents: [schemeCents, actsCents],
        }))}
        sortName="tri-regimes"
        areApart
      />
      <SeriesChart
        title="Par trimestre : versé par le régime et actes payés à l’acte"
        of="Trimestre"
        labels={quarters}
        series={schemes.map((one) => ({
          name: comparedLabel(one.scheme),
          cents: one.quarters.map(({ totalCents }) => totalCents),
        }))}
        sortName="tri-trimestres"
      />
      {toCome.length > 0 && <p className="quiet">* actes pas tous arrivés : trimestre laissé hors des totaux.</p>}
      {schemes.map((one) => (
        <Advances key={one.scheme} of={one} common={common} labelOf={labelOf} />
      ))}
      <section>
        <h2>Ce qui est supposé</h2>
        <ul>
          {assumptions.map(({ code, sentence }) => (
            <li key={`${code} ${sentence}`}>{sentence}</li>
          ))}
        </ul>
        {schemes.map((one) => (
          <Inexact key={one.scheme} of={one} />
        ))}
      </section>
    </>
  );
}

interface AdvancesProps {
  readonly of: Compared;
  /** The quarters of every total of the comparison. */
  readonly common: readonly string[];
  readonly labelOf: (quarter: string) => string;
}

/** The advances paid, and their settlement by the list. */
function Advances({ of: { scheme, quarters }, common, labelOf }: AdvancesProps) {
  const { rows, advanceCents: advanced, schemeCents: paid } = advancesOf(quarters, common);
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{comparedLabel(scheme)} : avance et solde</h2>
      <DataTable
        caption={`Avance et solde, ${comparedLabel(scheme)}`}
        sortName="tri-avances"
        columns={[
          { key: 'trimestre', heading: 'Trimestre', cell: ({ quarter }) => labelOf(quarter) },
          {
            key: 'avance',
            heading: 'Avance',
            isFigure: true,
            cell: ({ advanceCents }) => <Amount cents={advanceCents} />,
          },
          {
            key: 'solde',
            heading: 'Solde',
            isFigure: true,
            cell: ({ advanceCents, schemeCents }) => (
              <Amount cents={String(BigInt(schemeCents) - BigInt(advanceCents))} signed />
            ),
          },
          { key: 'verse', heading: 'Versé', isFigure: true, cell: ({ schemeCents }) => <Amount cents={schemeCents} /> },
        ]}
        rows={rows}
        keyOf={({ quarter }) => quarter}
      />
      <p className="sums">
        <span>
          avances <Amount cents={advanced} />
        </span>
        <span>
          versé <Amount cents={paid} />
        </span>
      </p>
    </section>
  );
}

function Inexact({ of: { scheme, parameters, quarters } }: { readonly of: Compared }) {
  const flags = [...new Set(quarters.flatMap((one) => one.flags))].sort();
  if (parameters.length === 0 && flags.length === 0) return null;
  return (
    <details>
      <summary>
        {comparedLabel(scheme)} : {counted(parameters.length, 'valeur')} pas sûres
        {flags.length > 0 && `, ${counted(flags.length, 'réserve')}`}
      </summary>
      {flags.length > 0 && (
        <ul>
          {flags.map((flag) => (
            <li key={flag}>{FLAGS[flag] ?? flag}</li>
          ))}
        </ul>
      )}
      <DataTable
        caption={`Valeurs pas sûres, ${comparedLabel(scheme)}`}
        sortName={`tri-valeurs-${scheme}`}
        columns={[
          { key: 'parametre', heading: 'Paramètre', cell: ({ parameter }) => LABELS[parameter] ?? parameter },
          { key: 'depuis', heading: 'Depuis', cell: ({ from }) => <Day day={from} /> },
          { key: 'statut', heading: 'Ce qu’elle a de sûr', cell: ({ status }) => STATUSES[status] ?? status },
          { key: 'source', heading: 'Source', cell: ({ reference }) => sourceText(reference) },
        ]}
        rows={parameters}
        keyOf={({ parameter, from }) => `${parameter} ${from}`}
      />
    </details>
  );
}
