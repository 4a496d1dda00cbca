/** Décompte: its figures, its decisions, the acts and values behind it, and the other periods of the team. */
import { useQuery } from '@tanstack/react-query';
import { PHASE_LABELS } from '#libs/words/labels/statements.ts';
import { unfinishedText } from '#libs/words/labels/unfinished.ts';
import { Link } from 'wouter';
import { statementAddress, teamAddress } from '../../frame/addresses.ts';
import type { ViewProps } from '../../frame/screen.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { Bars } from '../../parts/charts.tsx';
import { Difference } from '../../parts/difference.tsx';
import { FileButton } from '../../parts/file-button.tsx';
import { ReadScreen, statementThing } from '../../parts/read-screen.tsx';
import { Loaded, NothingHere, ScreenSkeleton } from '../../parts/states.tsx';
import { Term } from '../../parts/term.tsx';
import { Amount, Day, NUMBER, StageBadge, periodInFrench } from '../../parts/words.tsx';
import { statementsOfQuery } from '../team/queries.ts';
import { Actions } from './actions.tsx';
import { Acts } from './acts.tsx';
import { AfterEnd } from './after-end.tsx';
import { DecisionList } from './decision-list.tsx';
import { Flags, Instalments, StatementLines, Rates } from './figures.tsx';
import { lineLabel } from './labels.ts';
import { Parameters } from './parameters.tsx';
import {
  type Calculated,
  type Decisions,
  type Statement,
  type TeamPeriod,
  decisionsQuery,
  statementQuery,
} from './queries.ts';
import { sinceDecided } from './since-decided.ts';
import './statement.css';

export default function StatementScreen({ params: { team = '', period = '' } }: ViewProps) {
  const of = { team, period };
  const calculated = useQuery(statementQuery(of));
  const decisions = useQuery(decisionsQuery(of));
  return (
    <ReadScreen of={statementThing(of)} query={calculated}>
      {(read) => (
        <Loaded query={decisions} skeleton={<ScreenSkeleton />}>
          {(decided) => <Whole of={of} calculated={read} decisions={decided} />}
        </Loaded>
      )}
    </ReadScreen>
  );
}

interface WholeProps {
  readonly of: TeamPeriod;
  readonly calculated: Calculated;
  readonly decisions: Decisions;
}

function Whole({ of, calculated, decisions }: WholeProps) {
  const { statement, pin, digest } = calculated;
  return (
    <>
      <Head of={of} calculated={calculated} decisions={decisions} />
      {statement === null ? (
        <NothingHere title="Plus de décompte">
          L’équipe n’est plus dans l’expérimentation pour cette période, à ce qu’on en sait. Ce qui était décidé reste
          ci-dessous.
        </NothingHere>
      ) : (
        <Flags flags={statement.flags} />
      )}
      <SinceDecided calculated={calculated} decisions={decisions} />
      {statement !== null && <Figures of={of} statement={statement} />}
      <DecisionList of={of} decisions={decisions} />
      {statement !== null && (
        <>
          <Acts ledger={statement.ledger} />
          <Parameters parameters={statement.parameters} />
        </>
      )}
      <Periods of={of} />
      <p className="pin quiet">
        <Term of="knownOn" /> <Day day={pin.knownOn} />, jusqu’à l’événement {NUMBER.format(pin.position)} ;
        réglementation {pin.regulationVersion}, règles {pin.rulesVersion} ; <Term of="digest" />{' '}
        <code>{digest.slice(0, 12)}</code>
      </p>
    </>
  );
}

interface HeadProps {
  readonly of: TeamPeriod;
  readonly calculated: Calculated;
  readonly decisions: Decisions;
}

function Head({ of, calculated: { statement, pin, digest }, decisions }: HeadProps) {
  const { team, period } = of;
  const unfinished = unfinishedText(period, pin.knownOn);
  return (
    <header className="screen-head statement-head">
      <div>
        <p className="quiet">
          <ScreenLink to={teamAddress(team)}>{team}</ScreenLink>
          {statement !== null && ` · ${statement.teamName}`}
        </p>
        <h1>
          Décompte {periodInFrench(period)} <StageBadge stage={decisions.stage} />
        </h1>
        {statement !== null && (
          <p className="quiet">
            {statement.text}, {PHASE_LABELS[statement.phase] ?? statement.phase}, {NUMBER.format(statement.patients)}{' '}
            patients dans la liste
          </p>
        )}
        {unfinished !== undefined && <p className="quiet">{unfinished}</p>}
      </div>
      <div className="statement-total">
        {statement !== null && (
          <p className="big">
            <Amount cents={statement.totalCents} />
          </p>
        )}
        <div className="actions">
          <ScreenLink className="button" to={`${statementAddress(team, period)}/pourquoi`}>
            Pourquoi
          </ScreenLink>
          {statement !== null && decisions.decisions.length === 0 && (
            <FileButton
              path={`/statements/${encodeURIComponent(team)}/${period}/letter`}
              type="application/pdf"
              name={`${team}-${period}-provisoire.pdf`}
            >
              PDF provisoire
            </FileButton>
          )}
          {statement !== null && <AfterEnd of={of} flags={statement.flags} />}
          <Actions of={of} decisions={decisions} calculated={{ digest, totalCents: statement?.totalCents }} />
        </div>
      </div>
    </header>
  );
}

interface SinceDecidedProps {
  readonly calculated: Calculated;
  readonly decisions: Decisions;
}

/** If the latest calculation is not the decided one: both, and the difference by line. */
function SinceDecided({ calculated, decisions: { decisions, decidedLines } }: SinceDecidedProps) {
  const since = sinceDecided(calculated, decisions.at(-1));
  if (since === 'SAME') return null;
  const lines = calculated.statement?.lines ?? [];
  const names = [...new Set([...decidedLines, ...lines].map(({ line }) => line))];
  const cents = (of: readonly { readonly line: string; readonly amountCents: string }[], name: string) =>
    of.find(({ line }) => line === name)?.amountCents ?? null;
  const isRegularised = since === 'REGULARISED';
  const [before, after] = isRegularised ? [lines, decidedLines] : [decidedLines, lines];
  return (
    <section className="panel">
      <h2>{isRegularised ? 'Régularisé depuis ce calcul' : 'Depuis la décision, le calcul a changé'}</h2>
      <Difference
        caption={isRegularised ? 'Ce calcul et ce qui est décidé' : 'Décidé et dernier calcul'}
        beforeLabel={isRegularised ? 'Ce calcul' : 'Décidé'}
        afterLabel={isRegularised ? 'Décidé en tout' : 'Dernier calcul'}
        lines={names.map((name) => ({
          label: lineLabel(name),
          before: cents(before, name),
          after: cents(after, name),
        }))}
      />
    </section>
  );
}

function Figures({ of, statement }: { readonly of: TeamPeriod; readonly statement: Statement }) {
  return (
    <div className="columns">
      <StatementLines of={of} statement={statement} />
      <div>
        <Instalments instalments={statement.instalments} />
        <Rates rates={statement.rates} />
      </div>
    </div>
  );
}

function Periods({ of: { team, period } }: { readonly of: TeamPeriod }) {
  const periods = useQuery(statementsOfQuery(team));
  return (
    <Loaded query={periods}>
      {(items) => {
        const at = items.findIndex((item) => item.period === period);
        const [before, after] = [items[at - 1], at < 0 ? undefined : items[at + 1]];
        return (
          <section className="panel">
            <h2>Les périodes de {team}</h2>
            <nav className="actions" aria-label="Autres périodes">
              {before !== undefined && (
                <Link href={statementAddress(team, before.period)}>← {periodInFrench(before.period)}</Link>
              )}
              {after !== undefined && (
                <Link href={statementAddress(team, after.period)}>{periodInFrench(after.period)} →</Link>
              )}
            </nav>
            <Bars
              title={`Montants calculés de ${team}`}
              of="Période"
              points={items.map((item) => ({
                label: periodInFrench(item.period),
                cents: item.totalCents ?? '0',
                isMarked: item.period === period,
              }))}
            />
          </section>
        );
      }}
    </Loaded>
  );
}
