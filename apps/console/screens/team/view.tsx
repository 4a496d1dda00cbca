/** Équipe: in tabs, its statements, its quality, its identity and phases, and its professionals. */
import { useQuery } from '@tanstack/react-query';
import { PHASE_LABELS } from '#libs/words/labels/statements.ts';
import { OPTION_LABELS, PROFESSION_LABELS, SCOPE_LABELS } from '#libs/words/labels/teams.ts';
import { statementAddress } from '../../frame/addresses.ts';
import type { ViewProps } from '../../frame/screen.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { Bars, Lines } from '../../parts/charts.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { CloseOutOf } from '../../parts/close-out.tsx';
import { Facts } from '../../parts/facts.tsx';
import { DayField } from '../../parts/fields.tsx';
import { ReadScreen } from '../../parts/read-screen.tsx';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { Amount, Day, NUMBER, StageBadge, counted, periodInFrench, sumOf } from '../../parts/words.tsx';
import { YearLetters } from '../../parts/year-letters.tsx';
import { ComparisonTab } from './comparison.tsx';
import { Leakage } from './leakage.tsx';
import { QualityTab } from './quality.tsx';
import { type ListedStatement, type Team, statementsOfQuery, teamQuery } from './queries.ts';

export default function TeamScreen({ params: { team = '' } }: ViewProps) {
  const { get } = useAddress();
  const found = useQuery(teamQuery(team, get('jour')));
  return (
    <ReadScreen
      of={{
        name: `Équipe ${team}`,
        unknown: 'Aucune équipe n’a cet identifiant au jour demandé : la liste montre celles qui sont enregistrées.',
        list: { to: '/equipes', label: 'Équipes' },
      }}
      query={found}
    >
      {(read) => <Whole team={read} />}
    </ReadScreen>
  );
}

function Whole({ team }: { readonly team: Team }) {
  const { get, set } = useAddress();
  const statements = useQuery(statementsOfQuery(team.team));
  const tab = get('onglet') ?? 'decomptes';
  return (
    <>
      <header className="screen-head">
        <div>
          <h1>{team.name}</h1>
          <p className="quiet">
            {team.team} · {team.scheme} · commune {team.commune}
          </p>
        </div>
        <DayField label="Connu au (aujourd’hui si vide)" value={get('jour') ?? ''} set={(jour) => set({ jour })} />
      </header>
      <Facts
        facts={[
          ['Phase', team.phase === null ? 'pas commencée' : (PHASE_LABELS[team.phase] ?? team.phase)],
          ['Option', OPTION_LABELS[team.option] ?? team.option],
          ['Périmètre', SCOPE_LABELS[team.scope] ?? team.scope],
          ['Professionnels', NUMBER.format(team.members)],
        ]}
      />
      <Tabs
        label="Vue"
        name="onglet"
        now={tab}
        tabs={[
          ['decomptes', 'Décomptes et liste', statements.data?.length],
          ['qualite', 'Qualité', undefined],
          ['regimes', 'Autres régimes', undefined],
          ['cloture', 'Clôture', undefined],
          ['identite', 'Identité et phases', undefined],
          ['professionnels', 'Professionnels', team.members],
        ]}
      />
      {tab === 'decomptes' && <Loaded query={statements}>{(all) => <Statements team={team.team} all={all} />}</Loaded>}
      {tab === 'qualite' && <QualityTab team={team.team} />}
      {tab === 'regimes' && <ComparisonTab team={team.team} />}
      {tab === 'cloture' && <CloseOutOf kind="team" subject={team.team} />}
      {tab === 'identite' && <IdentityAndPhases team={team} />}
      {tab === 'professionnels' && <Professionals all={team.professionals} />}
    </>
  );
}

const COLUMNS: readonly Column<ListedStatement>[] = [
  {
    key: 'periode',
    heading: 'Période',
    sortBy: ({ period }) => period,
    cell: ({ team, period }) => <ScreenLink to={statementAddress(team, period)}>{periodInFrench(period)}</ScreenLink>,
  },
  { key: 'texte', heading: 'Texte', cell: ({ text }) => text ?? '' },
  {
    key: 'patients',
    heading: 'Patients de la liste',
    isFigure: true,
    sortBy: ({ patients }) => patients ?? 0,
    cell: ({ patients }) => (patients === null ? '' : NUMBER.format(patients)),
  },
  {
    key: 'calcule',
    heading: 'Calculé',
    isFigure: true,
    sortBy: ({ totalCents }) => BigInt(totalCents ?? 0),
    cell: ({ totalCents }) => <Amount cents={totalCents} />,
  },
  {
    key: 'decide',
    heading: 'Décidé',
    isFigure: true,
    sortBy: ({ decidedCents }) => BigInt(decidedCents ?? 0),
    cell: ({ decidedCents }) => <Amount cents={decidedCents} />,
  },
  { key: 'stade', heading: 'Où il en est', cell: ({ stage }) => <StageBadge stage={stage} /> },
];

function Statements({ team, all }: { readonly team: string; readonly all: readonly ListedStatement[] }) {
  const listed = all.flatMap(({ period, patients }) =>
    patients === null ? [] : [{ label: periodInFrench(period), cents: String(patients) }],
  );
  return (
    <>
      <p className="sums">
        <span>{counted(all.length, 'décompte')}</span>
        <span>
          calculé <Amount cents={sumOf(all.map(({ totalCents }) => totalCents))} />
        </span>
        <span>
          décidé <Amount cents={sumOf(all.map(({ decidedCents }) => decidedCents))} />
        </span>
      </p>
      {all.length > 1 && (
        <div className="columns">
          <Bars
            title="Montant calculé par période ; décidé en couleur pleine"
            of="Période"
            points={all.map(({ period, totalCents, decidedCents }) => ({
              label: periodInFrench(period),
              cents: totalCents ?? '0',
              isMarked: decidedCents !== null,
            }))}
          />
          {listed.length > 1 && (
            <Lines
              title="Patients de la liste"
              of="Période"
              points={listed}
              valueHeading="Patients"
              text={(patients) => NUMBER.format(BigInt(patients))}
            />
          )}
        </div>
      )}
      <Leakage team={team} statements={all} />
      <DataTable
        caption="Décomptes de l’équipe"
        columns={COLUMNS}
        rows={all.toReversed()}
        keyOf={({ period }) => period}
        empty={
          <NothingHere title="Aucun décompte encore">
            Il faut une phase commencée et des patients déclarés, puis un calcul dans Décomptes.
          </NothingHere>
        }
      />
      <div className="filters">
        <YearLetters team={team} periods={all.map(({ period }) => period)} word="Récapitulatif" />
      </div>
    </>
  );
}

function IdentityAndPhases({ team: { rows, phases, revenue, credits } }: { readonly team: Team }) {
  return (
    <div className="columns">
      <section>
        <h2>Phases</h2>
        <DataTable
          caption="Phases"
          sortName="tri-phases"
          columns={[
            { key: 'de', heading: 'À partir du', cell: ({ from }) => <Day day={from} /> },
            { key: 'phase', heading: 'Phase', cell: ({ phase }) => PHASE_LABELS[phase] ?? phase },
          ]}
          rows={phases}
          keyOf={({ from }) => from}
        />
      </section>
      <section>
        <h2>Identité</h2>
        <DataTable
          caption="Identité"
          sortName="tri-identite"
          columns={[
            { key: 'de', heading: 'À partir du', cell: ({ from }) => <Day day={from} /> },
            { key: 'nom', heading: 'Nom', cell: ({ name }) => name },
            { key: 'option', heading: 'Option', cell: ({ option }) => OPTION_LABELS[option] ?? option },
            { key: 'perimetre', heading: 'Périmètre', cell: ({ scope }) => SCOPE_LABELS[scope] ?? scope },
            { key: 'commune', heading: 'Commune', cell: ({ commune }) => commune },
          ]}
          rows={rows}
          keyOf={({ from }) => from}
        />
      </section>
      <section>
        <h2>Revenu de référence</h2>
        <DataTable
          caption="Revenu de référence"
          sortName="tri-revenu"
          columns={[
            { key: 'trimestre', heading: 'Trimestre', cell: ({ quarter }) => periodInFrench(quarter) },
            {
              key: 'montant',
              heading: 'Montant',
              isFigure: true,
              cell: ({ amountCents }) => <Amount cents={amountCents} />,
            },
          ]}
          rows={revenue}
          keyOf={({ quarter }) => quarter}
          empty={<p className="quiet">Aucun n’est connu : le plafond n’est pas appliqué.</p>}
        />
      </section>
      <section>
        <h2>Crédits d’amorçage</h2>
        <DataTable
          caption="Crédits d’amorçage"
          sortName="tri-credits"
          columns={[
            { key: 'du', heading: 'Dû le', cell: ({ dueOn }) => <Day day={dueOn} /> },
            { key: 'nom', heading: 'Intitulé', cell: ({ label }) => label },
            {
              key: 'montant',
              heading: 'Montant',
              isFigure: true,
              cell: ({ amountCents }) => <Amount cents={amountCents} />,
            },
          ]}
          rows={credits}
          keyOf={({ dueOn, label }) => `${dueOn} ${label}`}
          empty={<p className="quiet">Aucun.</p>}
        />
      </section>
    </div>
  );
}

type Professional = Team['professionals'][number];

function Professionals({ all }: { readonly all: readonly Professional[] }) {
  return (
    <DataTable
      caption="Professionnels"
      sortName="tri-professionnels"
      columns={[
        { key: 'rpps', heading: 'N° RPPS', sortBy: ({ rpps }) => rpps, cell: ({ rpps }) => <code>{rpps}</code> },
        {
          key: 'profession',
          heading: 'Profession',
          sortBy: ({ profession }) => profession,
          cell: ({ profession }) => PROFESSION_LABELS[profession] ?? profession,
        },
        { key: 'de', heading: 'Depuis', sortBy: ({ from }) => from, cell: ({ from }) => <Day day={from} /> },
        {
          key: 'a',
          heading: 'Jusqu’au',
          sortBy: ({ until }) => until ?? '9999',
          cell: ({ until }) => (until === null ? 'sans fin' : <Day day={until} />),
        },
        {
          key: 'actif',
          heading: 'Ce jour-là',
          cell: ({ active }) => (active ? 'dans l’équipe' : 'plus dans l’équipe'),
        },
      ]}
      rows={all}
      keyOf={({ rpps, from }) => `${rpps} ${from}`}
      empty={<NothingHere title="Aucun professionnel">Ils viennent de members.csv.</NothingHere>}
    />
  );
}
