/** Pourquoi: level by level for people who may see patients, otherwise the summary. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { LINE_LABELS } from '#libs/words/labels/statements.ts';
import { statementAddress } from '../../frame/addresses.ts';
import type { ViewProps } from '../../frame/screen.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { isTyped } from '../../frame/shortcuts.ts';
import { useAddress } from '../../parts/address.ts';
import { ReadScreen, statementThing } from '../../parts/read-screen.tsx';
import { Amount, Day, periodInFrench } from '../../parts/words.tsx';
import { useMay, useSession } from '../../session/session.ts';
import { pathAbove } from './figure-words.ts';
import { LevelShown } from './level.tsx';
import { usePartAddress } from './part-link.tsx';
import { type Explained, type Level, type Summary, levelQuery, summaryQuery } from './queries.ts';
import { SummaryShown } from './summary.tsx';
import './why.css';

export default function WhyScreen({ params: { team = '', period = '' } }: ViewProps) {
  const { get } = useAddress();
  const maySeePatients = useMay('operator', 'approver', 'auditor');
  const explained: Explained = { team, period, decision: get('decision'), knownOn: get('connu') };
  return maySeePatients ? <ByLevel explained={explained} /> : <WithoutPatients explained={explained} />;
}

function ByLevel({ explained }: { readonly explained: Explained }) {
  const { get, set } = useAddress();
  const line = get('ligne');
  const path = line === undefined ? (get('chemin') ?? '') : '';
  const query = useInfiniteQuery(levelQuery(explained, path));
  const at = line === undefined ? undefined : lineIn(query.data?.pages[0], line);
  useEffect(() => {
    if (at !== undefined) set({ ligne: undefined, chemin: at });
  }, [at, set]);
  useUp(path);
  return (
    <ReadScreen of={statementThing(explained)} query={query}>
      {({ pages }) => (
        <>
          <Head explained={explained} read={pages[0]} />
          <LevelShown explained={explained} pages={pages} list={query} />
        </>
      )}
    </ReadScreen>
  );
}

/** Path of a line by its name in the contract; '' if the statement has no such line. */
function lineIn(read: Level | undefined, line: string): string | undefined {
  const label = (LINE_LABELS as Readonly<Record<string, string>>)[line];
  return read === undefined ? undefined : (read.items.find((item) => item.label === label)?.path ?? '');
}

/** `u` opens the part above. */
function useUp(path: string): void {
  const [, go] = useLocation();
  const addressOf = usePartAddress();
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const above = pathAbove(path);
      if (event.key !== 'u' || isTyped(event) || above === undefined) return;
      go(addressOf(above));
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  });
}

function WithoutPatients({ explained }: { readonly explained: Explained }) {
  const summary = useQuery(summaryQuery(explained));
  return (
    <ReadScreen of={statementThing(explained)} query={summary}>
      {(read) => (
        <>
          <Head explained={explained} read={read} />
          <SummaryShown summary={read} />
        </>
      )}
    </ReadScreen>
  );
}

interface HeadProps {
  readonly explained: Explained;
  readonly read: Level | Summary | undefined;
}

function Head({ explained: { team, period, decision }, read }: HeadProps) {
  const { roles } = useSession();
  const back = roles.includes('team') ? `/mes-decomptes/${period}` : statementAddress(team, period);
  return (
    <header className="screen-head">
      <div>
        <p className="quiet">
          <ScreenLink to={back}>
            {team}, {periodInFrench(period)}
          </ScreenLink>
          {read !== undefined && ` · ${read.teamName}`}
        </p>
        <h1>Pourquoi {read !== undefined && <Amount cents={read.totalCents} />}</h1>
        {read !== undefined && (
          <p className="quiet">
            {decision === undefined ? 'Dernier calcul' : decidedText(decision)}, connu au <Day day={read.pin.knownOn} />{' '}
            ; réglementation {read.pin.regulationVersion}, règles {read.pin.rulesVersion}
          </p>
        )}
      </div>
      <p className="quiet">
        <kbd>p</kbd> revenir · <kbd>u</kbd> une part au-dessus
      </p>
    </header>
  );
}

function decidedText(decision: string): string {
  return decision === '0' ? 'Calcul de la décision' : `Calcul de la régularisation ${decision}`;
}
