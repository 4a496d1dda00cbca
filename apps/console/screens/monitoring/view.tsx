/** Suivi: charts of one scheme over its periods, with the same figures as a table, and published figures beside it. */
import { useQuery } from '@tanstack/react-query';
import { euros } from '#libs/kernel/euros.ts';
import { parsePeriod } from '#libs/kernel/period.ts';
import { useAddress } from '../../parts/address.ts';
import { Bars, Lines } from '../../parts/charts.tsx';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { QuarterField, SelectField } from '../../parts/fields.tsx';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { Amount, NUMBER, periodInFrench } from '../../parts/words.tsx';
import { partsOf } from '../../parts/parts-of.ts';
import { hundredthsPercentText, hundredthsText } from './figures.ts';
import { Indicators } from './indicators.tsx';
import { PublishedFigures } from './published.tsx';
import { type MonitoringFilters, type SchemePeriod, monitoringCsvAddress, monitoringQuery } from './queries.ts';

export default function MonitoringScreen() {
  const { get } = useAddress();
  const tab = get('onglet') ?? 'periodes';
  return (
    <>
      <header className="screen-head">
        <h1>Suivi de l’expérimentation</h1>
      </header>
      <Tabs
        label="Suivi"
        name="onglet"
        now={tab}
        tabs={[
          ['periodes', 'Par période', undefined],
          ['indicateurs', 'Indicateurs des équipes', undefined],
        ]}
      />
      {tab === 'indicateurs' ? <Indicators /> : <Periods />}
    </>
  );
}

function Periods() {
  const { get, set } = useAddress();
  const filters: MonitoringFilters = {
    from: get('de'),
    to: get('a'),
    movements: get('mouvements') === 'oui' ? 'true' : undefined,
  };
  const monitoring = useQuery(monitoringQuery(filters));
  return (
    <>
      <form className="filters" aria-label="Filtres" onSubmit={(event) => event.preventDefault()}>
        <QuarterField label="Du trimestre" none="le premier" value={get('de') ?? ''} set={(de) => set({ de })} />
        <QuarterField label="Au trimestre" none="le dernier" value={get('a') ?? ''} set={(a) => set({ a })} />
        <SelectField
          label="Patients entrés et sortis"
          value={get('mouvements') ?? ''}
          none="non comptés"
          set={(mouvements) => set({ mouvements })}
          options={[['oui', 'comptés : tous les dossiers sont relus']]}
        />
        <CsvButton path={monitoringCsvAddress(filters)} name="suivi.csv" />
      </form>
      <Loaded query={monitoring}>{(all) => <Schemes all={all} />}</Loaded>
      <PublishedFigures />
    </>
  );
}

function Schemes({ all }: { readonly all: readonly SchemePeriod[] }) {
  const { get, set } = useAddress();
  const schemes = [...new Set(all.map(({ scheme }) => scheme))];
  const [first] = schemes;
  if (first === undefined)
    return <NothingHere title="Aucun décompte sur ces périodes.">Décomptes, Calculer en fait.</NothingHere>;
  const scheme = schemes.find((one) => one === get('schema')) ?? first;
  const own = all.filter((one) => one.scheme === scheme);
  return (
    <section aria-label={scheme}>
      <div className="filters">
        <SelectField
          label="Expérimentation"
          value={scheme}
          set={(value) => set({ schema: value })}
          options={schemes.map((one) => [one, one])}
        />
      </div>
      <Charts own={own} />
      <DataTable caption={`${scheme} par période`} columns={COLUMNS} rows={own} keyOf={({ period }) => period} />
      <ComingAndGoing own={own} />
    </section>
  );
}

function Charts({ own }: { readonly own: readonly SchemePeriod[] }) {
  const label = ({ period }: SchemePeriod): string => periodInFrench(period);
  const of = own.some(({ period }) => parsePeriod(period)?.kind === 'QUARTER') ? 'Trimestre' : 'Année';
  const points = (value: (one: SchemePeriod) => string | null) =>
    own.flatMap((one) => {
      const cents = value(one);
      return cents === null ? [] : [{ label: label(one), cents }];
    });
  const forfait = points(({ forfaitPerPatientYearCents }) => forfaitPerPatientYearCents);
  const leakage = points(({ leakageShare }) => leakageShare && partsOf(leakageShare, 10_000n));
  const scores = points(({ score }) => score && partsOf(score, 100n));
  return (
    <div className="columns">
      <Bars
        title="Patients des décomptes"
        of={of}
        valueHeading="Patients"
        points={points(({ patients }) => String(patients))}
        text={(value) => NUMBER.format(BigInt(value))}
      />
      <Bars title="Montant des décomptes, crédits compris" of={of} points={points(({ totalCents }) => totalCents)} />
      {forfait.length > 1 && (
        <Lines title="Forfait par patient et par an, équipes au forfait" of={of} points={forfait} text={inEuros} />
      )}
      {leakage.length > 1 && (
        <Lines
          title="Part de la fuite, équipes au forfait"
          of={of}
          valueHeading="Part"
          points={leakage}
          text={hundredthsPercentText}
        />
      )}
      {scores.length > 1 && (
        <Lines title="Score de qualité moyen" of={of} valueHeading="Points" points={scores} text={hundredthsText} />
      )}
    </div>
  );
}

function inEuros(cents: string): string {
  return euros(BigInt(cents));
}

const COLUMNS: readonly Column<SchemePeriod>[] = [
  { key: 'periode', heading: 'Période', sortBy: ({ period }) => period, cell: ({ period }) => periodInFrench(period) },
  { key: 'equipes', heading: 'Équipes', isFigure: true, cell: ({ teams }) => NUMBER.format(teams) },
  { key: 'patients', heading: 'Patients', isFigure: true, cell: ({ patients }) => NUMBER.format(patients) },
  { key: 'entres', heading: 'Entrés', isFigure: true, cell: ({ patientsEntered }) => countText(patientsEntered) },
  { key: 'sortis', heading: 'Sortis', isFigure: true, cell: ({ patientsLeft }) => countText(patientsLeft) },
  {
    key: 'montant',
    heading: 'Montant',
    isFigure: true,
    sortBy: ({ totalCents }) => BigInt(totalCents),
    cell: ({ totalCents }) => <Amount cents={totalCents} />,
  },
  { key: 'decide', heading: 'Décidé', isFigure: true, cell: ({ decidedCents }) => <Amount cents={decidedCents} /> },
  {
    key: 'forfait',
    heading: 'Forfait par patient et par an',
    isFigure: true,
    cell: ({ forfaitPerPatientYearCents }) => <Amount cents={forfaitPerPatientYearCents} />,
  },
  {
    key: 'fuite',
    heading: 'Fuite',
    isFigure: true,
    cell: ({ leakageShare }) =>
      leakageShare === null ? NOTHING : hundredthsPercentText(partsOf(leakageShare, 10_000n)),
  },
  {
    key: 'actes',
    heading: 'Actes par patient et par an',
    isFigure: true,
    cell: ({ consultationsPerPatientYear: acts }) => (acts === null ? NOTHING : hundredthsText(partsOf(acts, 100n))),
  },
  {
    key: 'score',
    heading: 'Score moyen',
    isFigure: true,
    cell: ({ score }) => (score === null ? NOTHING : hundredthsText(partsOf(score, 100n))),
  },
];

const NOTHING = <span className="quiet">–</span>;

function countText(count: number | null) {
  return count === null ? NOTHING : NUMBER.format(count);
}

function ComingAndGoing({ own }: { readonly own: readonly SchemePeriod[] }) {
  const moves = own.filter(({ teamsEntered, teamsLeft }) => teamsEntered.length + teamsLeft.length > 0);
  if (moves.length === 0) return null;
  return (
    <details>
      <summary>Équipes entrées et sorties</summary>
      <ul>
        {moves.map(({ period, teamsEntered, teamsLeft }) => (
          <li key={period}>
            {periodInFrench(period)} :{' '}
            {[
              ...(teamsEntered.length === 0 ? [] : [`entrées ${teamsEntered.join(', ')}`]),
              ...(teamsLeft.length === 0 ? [] : [`sorties ${teamsLeft.join(', ')}`]),
            ].join(' ; ')}
          </li>
        ))}
      </ul>
    </details>
  );
}
