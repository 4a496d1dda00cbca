/** Leakage by quarter, in euros and as a share: care in the scope of the forfait that patients of the list got outside the team. */
import { useQuery } from '@tanstack/react-query';
import { parsePeriod } from '#libs/kernel/period.ts';
import { Bars, Lines } from '../../parts/charts.tsx';
import { Loaded } from '../../parts/states.tsx';
import { Term } from '../../parts/term.tsx';
import { periodInFrench } from '../../parts/words.tsx';
import { type QuarterLedger, type ListedStatement, ledgersOfQuery } from './queries.ts';
import { leakageCents, leakageShare } from './leakage-share.ts';
import { shareText } from './share.ts';

interface LeakageProps {
  readonly team: string;
  /** The earliest first. */
  readonly statements: readonly ListedStatement[];
}

/** Shows nothing for a team whose forfait replaces no acts, as in a scheme by year. */
export function Leakage({ team, statements }: LeakageProps) {
  const quarters = statements.filter(({ period, due }) => due && parsePeriod(period)?.kind === 'QUARTER');
  return quarters.length > 1 && <LeakageOf team={team} statements={quarters} />;
}

function LeakageOf({ team, statements }: LeakageProps) {
  const ledgers = useQuery(ledgersOfQuery(team, statements));
  return (
    <section>
      <h2>
        <Term of="leakage">Fuite</Term>
      </h2>
      <Loaded query={ledgers}>{(read) => <Charts ledgers={read} />}</Loaded>
    </section>
  );
}

function Charts({ ledgers }: { readonly ledgers: readonly QuarterLedger[] }) {
  const shares = ledgers.flatMap((one) => {
    const share = leakageShare(one);
    return share === undefined ? [] : [{ label: periodInFrench(one.period), cents: share }];
  });
  return (
    <div className="columns">
      <Bars
        title="Base des actes du périmètre faits hors de l’équipe"
        of="Trimestre"
        valueHeading="Fuite"
        points={ledgers.map((one) => ({ label: periodInFrench(one.period), cents: String(leakageCents(one)) }))}
      />
      {shares.length > 1 && (
        <Lines
          title="Part de la fuite dans la base des actes du périmètre, trimestres au forfait"
          of="Trimestre"
          valueHeading="Part"
          points={shares}
          text={shareText}
        />
      )}
    </div>
  );
}
