/** Écarts et approbation: outliers first, each explained; then all of the period is submitted, approved or rejected. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { earlyText, endedText } from '#libs/words/labels/early-drafts.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { useAddress } from '../../parts/address.ts';
import { Bars } from '../../parts/charts.tsx';
import { CodedApproval } from '../../parts/coded-approval.tsx';
import { submittedOf } from '../../parts/coded-step.tsx';
import { CsvButton } from '../../parts/csv-button.tsx';
import { magnitude } from '../../parts/magnitude.ts';
import { MoreRows } from '../../parts/more-rows.tsx';
import { type Outcome, Refusals } from '../../parts/outcomes.tsx';
import { Loaded, NothingHere, ScreenSkeleton, Skeleton } from '../../parts/states.tsx';
import { type StepVerb, StepButtons } from '../../parts/step-buttons.tsx';
import { Term } from '../../parts/term.tsx';
import { withQuery } from '../../parts/with-query.ts';
import { Amount, NUMBER, counted, periodInFrench } from '../../parts/words.tsx';
import { VarianceFilters } from './filters.tsx';
import { firstPeriod, selectionOf } from './periods.ts';
import {
  type VarianceAsked,
  type Report,
  type Sums,
  type TeamVariance,
  everySumQuery,
  varianceQuery,
} from './queries.ts';
import { RejectDialog } from './reject-dialog.tsx';
import { SubmitDialog } from './submit-dialog.tsx';
import { wholeReport } from './whole-report.ts';
import { TeamTable } from './team-table.tsx';
import './variance.css';

export default function VarianceScreen() {
  const sums = useQuery(everySumQuery);
  return (
    <Loaded query={sums} skeleton={<ScreenSkeleton />}>
      {(all) => <OfPeriod sums={all} />}
    </Loaded>
  );
}

function OfPeriod({ sums }: { readonly sums: readonly Sums[] }) {
  const { get } = useAddress();
  // After a decision another period may be the first one: the screen, and what was refused on it, stay with this one.
  const [first] = useState(() => firstPeriod(sums));
  const period = get('periode') ?? first ?? firstPeriod(sums);
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  if (period === undefined)
    return (
      <>
        <h1>Écarts et approbation</h1>
        <NothingHere title="Aucun décompte encore">Importez des faits, puis calculez un trimestre.</NothingHere>
      </>
    );
  const asked = { period, scheme: get('schema'), threshold: get('seuil') };
  return (
    <ReportOf asked={asked} done={setOutcomes}>
      <VarianceFilters asked={asked} sums={sums} />
      <Refusals outcomes={outcomes} close={() => setOutcomes([])} />
    </ReportOf>
  );
}

interface ReportOfProps {
  readonly asked: VarianceAsked;
  readonly done: (outcomes: readonly Outcome[]) => void;
  readonly children: React.ReactNode;
}

function ReportOf({ asked, done, children }: ReportOfProps) {
  const list = useInfiniteQuery(varianceQuery(asked));
  const report = wholeReport(list.data?.pages ?? []);
  return (
    <>
      <header className="screen-head">
        <h1>Écarts de {periodInFrench(asked.period)}</h1>
        <div className="actions">
          <CsvButton path={csvAddress(asked)} name={`ecarts-${asked.period}.csv`} hasExcel={false} />
          <Commands asked={asked} report={report} done={done} />
        </div>
      </header>
      {children}
      <Loaded query={list} skeleton={<Skeleton lines={12} />}>
        {({ pages }) => {
          const teams = pages.flatMap(({ items }) => items);
          const [first] = pages;
          return (
            <>
              {report === undefined ? <Moved again={() => void list.refetch()} /> : <Head report={report} />}
              <Chart teams={teams} report={first} />
              <TeamTable teams={teams} period={asked.period} report={first} />
              <MoreRows list={list} sortName="tri" />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

/** Nothing is submitted or approved from pages of two reports. */
function Moved({ again }: { readonly again: () => void }) {
  return (
    <div className="notice fault" role="alert">
      <p>
        <strong>Des décomptes ont changé pendant la lecture.</strong>
      </p>
      <p>Ce qui est plus haut n’est plus ce que le rapport dit : relisez-le, puis soumettez ou approuvez.</p>
      <button type="button" onClick={again}>
        Lire de nouveau
      </button>
    </div>
  );
}

function csvAddress({ period, scheme, threshold }: VarianceAsked): string {
  return withQuery('/variance', { period, scheme, threshold });
}

function Head({ report }: { readonly report: Report }) {
  const { teams, notCalculated, outliers, submitted, submittedCents, previous, yearBefore } = report;
  const waiting = [earlyText(report), endedText(report)].filter((text) => text !== undefined);
  return (
    <>
      <p className="sums">
        <span>
          {counted(outliers, 'écart')} à lire <Term of="variance">{''}</Term>
        </span>
        <span>sur {counted(teams, 'équipe')}</span>
        <span>
          {submitted === 0 ? (
            'rien n’est soumis'
          ) : (
            <>
              {NUMBER.format(submitted)} soumis, <Amount cents={submittedCents} />
            </>
          )}
        </span>
      </p>
      {waiting.length > 0 && <p className="notice">{waiting.join(' ; ')}.</p>}
      {notCalculated.length > 0 && (
        <p className="notice">
          {counted(
            notCalculated.length,
            'équipe n’est pas calculée, et n’est dans aucun écart',
            'équipes ne sont pas calculées, et ne sont dans aucun écart',
          )}{' '}
          : {notCalculated.join(', ')}.
        </p>
      )}
      <p className="quiet">
        Comparé à {previous === null ? '' : `${periodInFrench(previous)} et à `}
        {periodInFrench(yearBefore)}. Les plus grands écarts d’abord ; <kbd>j</kbd> et <kbd>k</kbd> vont d’une équipe à
        l’autre, <kbd>Entrée</kbd> ouvre.
      </p>
    </>
  );
}

const SHOWN = 24;

/** The teams that moved most, which deserve the first look. */
function Chart({ teams, report }: { readonly teams: readonly TeamVariance[]; readonly report: Report | undefined }) {
  const before = report?.previous ?? report?.yearBefore;
  const points = teams
    .flatMap(({ team, lines: [total], outlier }) => {
      const cents = (total?.previous ?? total?.yearBefore)?.differenceCents;
      return cents === undefined ? [] : [{ label: team, cents, isMarked: outlier }];
    })
    .filter(({ cents }) => cents !== '0')
    .toSorted((a, b) => Number(magnitude(b.cents) - magnitude(a.cents)))
    .slice(0, SHOWN);
  if (before === undefined || points.length < 2) return null;
  return (
    <Bars title={`Différence avec ${periodInFrench(before)}, les plus grandes d’abord`} of="Équipe" points={points} />
  );
}

interface CommandsProps {
  readonly asked: VarianceAsked;
  /** Undefined while its pages are of two reports. */
  readonly report: Report | undefined;
  readonly done: (outcomes: readonly Outcome[]) => void;
}

/** A step, with the period and the report that the person read when asking for it: a read after it may begin with another period. */
interface Asked {
  readonly step: StepVerb;
  readonly of: VarianceAsked;
  readonly read: Report;
}

function Commands({ asked, report, done }: CommandsProps) {
  const [chosen, ask] = useState<Asked>();
  const close = (): void => ask(undefined);
  const submitted = {
    now: report === undefined ? undefined : submittedOf(report),
    done,
    close,
  };
  return (
    <>
      {report !== undefined && (
        <StepButtons
          hasToSubmit={report.draftCode !== null}
          hasToDecide={report.code !== null}
          ask={(step) => ask({ step, of: asked, read: report })}
        />
      )}
      {chosen?.step === 'submit' && (
        <SubmitDialog asked={chosen.of} report={chosen.read} now={report} done={done} close={close} />
      )}
      {chosen?.step === 'approve' && (
        <CodedApproval
          {...submitted}
          read={submittedOf(chosen.read)}
          noun="décompte"
          of={`de ${periodInFrench(chosen.of.period)}`}
          send={({ key }, codes) => approve(chosen.of, key, codes)}
        >
          <p>
            {chosen.read.outliers === 0
              ? 'Aucun écart au-dessus du seuil.'
              : `${counted(chosen.read.outliers, 'écart')} au-dessus du seuil.`}
          </p>
        </CodedApproval>
      )}
      {chosen?.step === 'reject' && <RejectDialog {...submitted} asked={chosen.of} read={submittedOf(chosen.read)} />}
    </>
  );
}

function approve(asked: VarianceAsked, key: string, variance: string[]) {
  const body = { ...selectionOf(asked), variance };
  return answer(client.POST('/statements/approve', { params: { header: { 'Idempotency-Key': key } }, body }));
}
