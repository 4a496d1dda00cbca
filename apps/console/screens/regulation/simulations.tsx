/** Kept what-ifs, the effect of one by team as bars and table, and a form for a new one. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { statementAddress, teamAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { Bars } from '../../parts/charts.tsx';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Loaded, NothingHere, Skeleton } from '../../parts/states.tsx';
import { Amount, Day, NUMBER, counted, periodInFrench } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { type TeamEffect, byTeam } from './by-team.ts';
import { type StatementEffect, type Simulation, simulationEffectsQuery, simulationsQuery } from './queries.ts';
import { SimulationComparison } from './compared.tsx';
import { ProposeSimulationDialog } from './propose-simulation-dialog.tsx';
import { Replaced } from './replaced.tsx';
import { Scenarios } from './scenarios.tsx';
import { SimulateDialog } from './simulate-dialog.tsx';

export function Simulations({ inForce }: { readonly inForce: string | undefined }) {
  const { get } = useAddress();
  const simulations = useQuery(simulationsQuery);
  const maySimulate = useMay('operator');
  const [isAsked, ask] = useState(false);
  const open = get('simulation');
  return (
    <>
      {maySimulate && (
        <button type="button" className="primary" onClick={() => ask(true)}>
          Simuler…
        </button>
      )}
      <Loaded query={simulations}>
        {(all) => (
          <>
            <List all={all} open={open} />
            {all
              .filter(({ simulation }) => simulation === open)
              .map((one) => (
                <Effects key={one.simulation} of={one} all={all} inForce={inForce} />
              ))}
          </>
        )}
      </Loaded>
      {isAsked && inForce !== undefined && <SimulateDialog version={inForce} close={() => ask(false)} />}
    </>
  );
}

function List({ all, open }: { readonly all: readonly Simulation[]; readonly open: string | undefined }) {
  const { set } = useAddress();
  const columns: readonly Column<Simulation>[] = [
    {
      key: 'nom',
      heading: 'Simulation',
      sortBy: ({ simulation }) => simulation,
      cell: ({ simulation }) => (
        <button
          type="button"
          className="plain opens"
          aria-pressed={simulation === open}
          onClick={() => set({ simulation: simulation === open ? undefined : simulation })}
        >
          {simulation}
        </button>
      ),
    },
    {
      key: 'valeurs',
      heading: 'Ce qu’elle remplace',
      cell: (one) => (
        <>
          <Replaced of={one} />
          {one.cautions.map((caution) => (
            <p key={caution} className="notice">
              Attention : {caution}.
            </p>
          ))}
        </>
      ),
    },
    {
      key: 'plage',
      heading: 'Plage',
      cell: ({ from, to, team }) =>
        `${periodInFrench(from)} à ${periodInFrench(to)}${team === null ? '' : `, ${team}`}`,
    },
    {
      key: 'changes',
      heading: 'Décomptes changés',
      isFigure: true,
      cell: ({ changed, statements }) => `${NUMBER.format(changed)} sur ${NUMBER.format(statements)}`,
    },
    {
      key: 'effet',
      heading: 'Effet',
      isFigure: true,
      sortBy: ({ differenceCents }) => BigInt(differenceCents),
      cell: ({ differenceCents }) => <Amount cents={differenceCents} signed />,
    },
    { key: 'par', heading: 'Par', cell: ({ requestedBy }) => requestedBy },
  ];
  return (
    <DataTable
      caption="Simulations gardées"
      columns={columns}
      rows={all}
      keyOf={({ simulation }) => simulation}
      empty={
        <NothingHere title="Aucune simulation encore">
          Une simulation calcule une plage avec une autre valeur d’un paramètre, à côté de la réglementation en vigueur
          : rien n’en est dû.
        </NothingHere>
      }
    />
  );
}

const SHOWN = 24;

interface EffectsProps {
  readonly of: Simulation;
  readonly all: readonly Simulation[];
  /** The version in force. */
  readonly inForce: string | undefined;
}

function Effects({ of, all, inForce }: EffectsProps) {
  const { simulation, knownOn, regulationVersion, beforeCents, afterCents, differenceCents } = of;
  const effects = useQuery(simulationEffectsQuery(simulation));
  const mayPropose = useMay('operator');
  const [isAsked, ask] = useState(false);
  return (
    <section className="panel">
      <header className="screen-head">
        <h2>Effet de « {simulation} »</h2>
        <div className="actions">
          {mayPropose && inForce === regulationVersion && (
            <button type="button" className="primary" onClick={() => ask(true)}>
              Proposer cette version…
            </button>
          )}
          <CsvButton
            path={`/simulations/${encodeURIComponent(simulation)}/statements?limit=500`}
            name={`${simulation}.csv`}
          />
        </div>
      </header>
      <p className="sums">
        <span>
          en vigueur <Amount cents={beforeCents} />
        </span>
        <span>
          simulé <Amount cents={afterCents} />
        </span>
        <span>
          effet <Amount cents={differenceCents} signed />
        </span>
      </p>
      <p className="quiet">
        Connu au <Day day={knownOn} />, à côté de la version {regulationVersion}.
        {inForce !== regulationVersion &&
          ' Une autre version est en vigueur depuis : simulez de nouveau pour proposer.'}
      </p>
      <Scenarios of={of} all={all} />
      <SimulationComparison of={of} all={all} />
      <Loaded query={effects} skeleton={<Skeleton lines={8} />}>
        {(each) => <ByTeam all={each} />}
      </Loaded>
      {isAsked && <ProposeSimulationDialog of={of} close={() => ask(false)} />}
    </section>
  );
}

function ByTeam({ all }: { readonly all: readonly StatementEffect[] }) {
  const teams = byTeam(all);
  const changed = all.filter(({ differenceCents }) => differenceCents !== '0');
  return (
    <>
      {teams.some(({ differenceCents }) => differenceCents !== 0n) && (
        <Bars
          title="Effet par équipe, les plus grands d’abord"
          of="Équipe"
          points={teams.slice(0, SHOWN).map(({ team, differenceCents }) => ({
            label: team,
            cents: String(differenceCents),
            isMarked: true,
          }))}
        />
      )}
      <DataTable
        caption="Effet par équipe"
        sortName="tri-equipes"
        columns={TEAM_COLUMNS}
        rows={teams}
        keyOf={({ team }) => team}
      />
      <details>
        <summary className="quiet">{counted(changed.length, 'décompte changé', 'décomptes changés')}, un à un</summary>
        <DataTable
          caption="Effet par décompte"
          sortName="tri-decomptes"
          columns={STATEMENT_COLUMNS}
          rows={changed}
          keyOf={({ team, period }) => `${team} ${period}`}
        />
      </details>
    </>
  );
}

const TEAM_COLUMNS: readonly Column<TeamEffect>[] = [
  {
    key: 'equipe',
    heading: 'Équipe',
    sortBy: ({ team }) => team,
    cell: ({ team }) => <ScreenLink to={teamAddress(team)}>{team}</ScreenLink>,
  },
  { key: 'nom', heading: 'Nom', cell: ({ teamName }) => teamName ?? '' },
  { key: 'schema', heading: 'Expérimentation', cell: ({ scheme }) => scheme ?? '' },
  { key: 'avant', heading: 'En vigueur', isFigure: true, cell: ({ beforeCents }) => <Amount cents={beforeCents} /> },
  { key: 'apres', heading: 'Simulé', isFigure: true, cell: ({ afterCents }) => <Amount cents={afterCents} /> },
  {
    key: 'effet',
    heading: 'Effet',
    isFigure: true,
    sortBy: ({ differenceCents }) => differenceCents,
    cell: ({ differenceCents }) => (differenceCents === 0n ? '=' : <Amount cents={differenceCents} signed />),
  },
];

const STATEMENT_COLUMNS: readonly Column<StatementEffect>[] = [
  {
    key: 'periode',
    heading: 'Décompte',
    cell: ({ team, period }) => (
      <ScreenLink to={statementAddress(team, period)}>
        {team}, {periodInFrench(period)}
      </ScreenLink>
    ),
  },
  { key: 'avant', heading: 'En vigueur', isFigure: true, cell: ({ beforeCents }) => <Amount cents={beforeCents} /> },
  { key: 'apres', heading: 'Simulé', isFigure: true, cell: ({ afterCents }) => <Amount cents={afterCents} /> },
  {
    key: 'effet',
    heading: 'Effet',
    isFigure: true,
    sortBy: ({ differenceCents }) => BigInt(differenceCents),
    cell: ({ differenceCents }) => <Amount cents={differenceCents} signed />,
  },
];
