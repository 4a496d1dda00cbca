/**
 * The open amounts of a year at its end, owed and receivable: by kind as bars, by period, statement by statement, and the statements that
 * were not calculated.
 */
import { useQuery } from '@tanstack/react-query';
import { statementAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { thisYear } from '../../parts/french-days.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { FileButton } from '../../parts/file-button.tsx';
import { DayField, SelectField, quartersUntil } from '../../parts/fields.tsx';
import { StackedBars } from '../../parts/stacked-bars.tsx';
import { Loaded, NothingHere, Skeleton } from '../../parts/states.tsx';
import { Term } from '../../parts/term.tsx';
import { Amount, Day, NUMBER, periodInFrench, sumOf } from '../../parts/words.tsx';
import { type Accruals, type YearEndAsked, accrualsQuery, asked } from './queries.ts';

export function YearEnd() {
  const { get, set } = useAddress();
  const lastYear = thisYear() - 1;
  const closing: YearEndAsked = {
    year: get('annee') ?? String(lastYear),
    knownOn: get('connu'),
    isWithEarlier: get('anterieurs') === 'oui',
  };
  const accruals = useQuery(accrualsQuery(closing));
  const years = [...new Set(quartersUntil(lastYear + 1).map((quarter) => quarter.slice(0, 4)))];
  return (
    <>
      <div className="filters">
        <SelectField
          label="Exercice"
          value={closing.year}
          set={(annee) => set({ annee })}
          options={years.map((year) => [year, year])}
        />
        <DayField label="Calculs connus au" value={closing.knownOn ?? ''} set={(connu) => set({ connu })} />
        <label className="tick">
          <input
            type="checkbox"
            checked={closing.isWithEarlier}
            onChange={({ target }) => set({ anterieurs: target.checked ? 'oui' : undefined })}
          />
          avec ce qui reste ouvert des années d’avant
        </label>
        <FileButton
          path={`/accruals?${new URLSearchParams(asked(closing)).toString()}`}
          type="text/csv"
          name={`cloture-${closing.year}.csv`}
        >
          Écritures de clôture
        </FileButton>
      </div>
      <Loaded query={accruals} skeleton={<Skeleton lines={10} />}>
        {(read) => <Shown accruals={read} />}
      </Loaded>
    </>
  );
}

function Shown({ accruals: { closing, sums, accruals, notCalculated } }: { readonly accruals: Accruals }) {
  return (
    <>
      <p className="quiet">
        <Term of="accrual">Charges à payer</Term> et produits à recevoir au <Day day={closing} />. Rien n’est enregistré
        ici.
      </p>
      {sums.length === 0 ? (
        <NothingHere title="Rien à rattacher à cet exercice">
          Tout ce que l’année doit est payé, ou rien n’en est calculé ni décidé.
        </NothingHere>
      ) : (
        <>
          <ByPeriod title="Charges à payer, par période" kinds={CHARGES} sums={sums} />
          <ByPeriod title="Produits à recevoir, par période" kinds={INCOME} sums={sums} />
          <Sums sums={sums} />
          <Statements accruals={accruals} />
        </>
      )}
      <NotCalculated periods={notCalculated} />
    </>
  );
}

type Kind = Accruals['sums'][number]['kind'];

/** Amounts that the year owes, in the order of their distance from payment. */
const CHARGES: readonly Kind[] = ['RELEASED', 'DECIDED', 'CALCULATED'];
/** Amounts that are owed to the year. */
const INCOME: readonly Kind[] = ['DEMANDED', 'TO_RECOVER', 'CALCULATED_LESS'];

interface ByPeriodProps extends Pick<Accruals, 'sums'> {
  readonly title: string;
  readonly kinds: readonly Kind[];
}

function ByPeriod({ title, kinds, sums }: ByPeriodProps) {
  const own = sums.filter(({ kind }) => kinds.includes(kind));
  const shown = kinds.filter((kind) => own.some((one) => one.kind === kind));
  if (shown.length === 0) return null;
  return (
    <StackedBars
      title={title}
      of="Période"
      sortName={`tri-${kinds.join('-').toLowerCase()}`}
      parts={shown.map((kind) => own.find((one) => one.kind === kind)?.label ?? kind)}
      points={[...Map.groupBy(own, ({ period }) => period)].map(([period, of]) => ({
        label: periodInFrench(period),
        cents: shown.map((kind) => String(sumOf(of.filter((one) => one.kind === kind).map((one) => one.amountCents)))),
      }))}
    />
  );
}

function Sums({ sums }: Pick<Accruals, 'sums'>) {
  return (
    <section className="panel">
      <h2>Par période</h2>
      <DataTable
        caption="Par période"
        columns={[
          {
            key: 'period',
            heading: 'Période',
            sortBy: ({ period }) => period,
            cell: ({ period, scheme }) => (
              <ScreenLink to={`/decomptes?de=${period}&a=${period}${scheme === null ? '' : `&schema=${scheme}`}`}>
                {periodInFrench(period)}
              </ScreenLink>
            ),
          },
          { key: 'scheme', heading: 'Expérimentation', cell: ({ scheme }) => scheme },
          { key: 'kind', heading: 'Nature', sortBy: ({ label }) => label, cell: ({ label }) => label },
          {
            key: 'statements',
            heading: 'Décomptes',
            isFigure: true,
            cell: ({ statements }) => NUMBER.format(statements),
          },
          {
            key: 'amount',
            heading: 'Montant',
            isFigure: true,
            sortBy: ({ amountCents }) => BigInt(amountCents),
            cell: ({ amountCents }) => <Amount cents={amountCents} />,
          },
        ]}
        rows={sums}
        keyOf={({ period, scheme, kind }) => `${period} ${scheme ?? ''} ${kind}`}
        sortName="tri-sommes"
      />
    </section>
  );
}

function Statements({ accruals }: Pick<Accruals, 'accruals'>) {
  return (
    <section className="panel">
      <h2>Décompte par décompte</h2>
      <DataTable
        caption="Décompte par décompte"
        columns={[
          {
            key: 'statement',
            heading: 'Décompte',
            sortBy: ({ team, period }) => `${team} ${period}`,
            cell: ({ team, period }) => (
              <ScreenLink to={statementAddress(team, period)}>
                {team}, {periodInFrench(period)}
              </ScreenLink>
            ),
          },
          { key: 'kind', heading: 'Nature', sortBy: ({ label }) => label, cell: ({ label }) => label },
          { key: 'due', heading: 'Dernière échéance', cell: ({ dueOn }) => dueOn !== null && <Day day={dueOn} /> },
          {
            key: 'amount',
            heading: 'Montant',
            isFigure: true,
            sortBy: ({ amountCents }) => BigInt(amountCents),
            cell: ({ amountCents }) => <Amount cents={amountCents} />,
          },
        ]}
        rows={accruals}
        keyOf={({ team, period, kind }) => `${team} ${period} ${kind}`}
      />
    </section>
  );
}

function NotCalculated({ periods }: { readonly periods: Accruals['notCalculated'] }) {
  if (periods.length === 0) return null;
  return (
    <section className="panel">
      <h2>Jamais calculés : rien n’en est compté ici</h2>
      <ul className="sums">
        {periods.map(({ team, period }) => (
          <li key={`${team} ${period}`}>
            <ScreenLink to={statementAddress(team, period)}>
              {team}, {periodInFrench(period)}
            </ScreenLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
