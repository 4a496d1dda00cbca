/** Regularisations that are drafted or submitted: read, submitted by one person, approved by another by their code. */
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { moveText } from '#libs/words/labels/statements.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { statementAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { thisYear } from '../../parts/french-days.ts';
import { CodedApproval, CodedRejection } from '../../parts/coded-approval.tsx';
import { CodedStep, draftsOf, submittedOf } from '../../parts/coded-step.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { QuarterField, quartersUntil } from '../../parts/fields.tsx';
import type { Outcome } from '../../parts/outcomes.tsx';
import { magnitude } from '../../parts/magnitude.ts';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { type StepVerb, StepButtons } from '../../parts/step-buttons.tsx';
import { Amount, Day, counted, periodInFrench, sumOf } from '../../parts/words.tsx';
import { lineLabel } from '../statement/labels.ts';
import type { QuarterRange, Regularisation, Regularisations } from './queries.ts';
import { periodKey } from './sizes.ts';

/** The range of the address; every quarter if it gives none. */
export function useRange(): QuarterRange {
  const { get } = useAddress();
  const quarters = quartersUntil(thisYear());
  return { from: get('de') ?? quarters.at(-1) ?? '', to: get('a') ?? quarters[0] ?? '' };
}

interface RegularisationListProps {
  readonly range: QuarterRange;
  readonly list: UseQueryResult<Regularisations>;
  readonly done: (outcomes: readonly Outcome[]) => void;
}

const COLUMNS: readonly Column<Regularisation>[] = [
  {
    key: 'periode',
    heading: 'Période',
    sortBy: periodKey,
    cell: ({ team, period }) => (
      <ScreenLink to={statementAddress(team, period)}>
        {team}, {periodInFrench(period)}
      </ScreenLink>
    ),
  },
  { key: 'schema', heading: 'Expérimentation', cell: ({ scheme }) => scheme ?? '' },
  { key: 'numero', heading: 'N°', isFigure: true, cell: ({ number }) => number },
  {
    key: 'montant',
    heading: 'Montant',
    isFigure: true,
    sortBy: ({ totalCents }) => magnitude(totalCents),
    cell: ({ totalCents }) => <Amount cents={totalCents} signed />,
  },
  { key: 'lignes', heading: 'Ce qui change', cell: (one) => <Changes of={one} /> },
  { key: 'connu', heading: 'Connu au', cell: ({ knownOn }) => <Day day={knownOn} /> },
  {
    key: 'soumis',
    heading: 'Où elle en est',
    cell: ({ submittedBy }) => (submittedBy === null ? 'préparée' : `soumise par ${submittedBy}`),
  },
];

function Changes({ of: { lines, moves } }: { readonly of: Regularisation }) {
  return (
    <ul>
      {lines
        .filter(({ amountCents }) => amountCents !== '0')
        .map(({ line, amountCents }) => (
          <li key={line}>
            {lineLabel(line)} <Amount cents={amountCents} signed />
          </li>
        ))}
      {moves.map(({ kind, from, to, amountCents }) => (
        <li key={`${kind} ${from} ${to}`}>{moveText({ kind, from, to, amountCents: BigInt(amountCents) })}</li>
      ))}
    </ul>
  );
}

export function RegularisationList({ range, list, done }: RegularisationListProps) {
  const { set } = useAddress();
  return (
    <>
      <form className="filters" role="search" aria-label="Filtres" onSubmit={(event) => event.preventDefault()}>
        <QuarterField label="De" value={range.from} set={(value) => set({ de: value })} />
        <QuarterField label="À" value={range.to} set={(value) => set({ a: value })} />
      </form>
      <Loaded query={list}>
        {(found) => (
          <>
            <Commands key={`${range.from} ${range.to}`} range={range} found={found} done={done} />
            <DataTable
              caption="Régularisations en cours"
              columns={COLUMNS}
              rows={found.regularisations}
              keyOf={periodKey}
              empty={
                <NothingHere title="Aucune régularisation en cours">
                  Rejouez des périodes décidées, puis choisissez celles à régulariser.
                </NothingHere>
              }
            />
          </>
        )}
      </Loaded>
    </>
  );
}

interface CommandsProps {
  readonly range: QuarterRange;
  readonly found: Regularisations;
  readonly done: (outcomes: readonly Outcome[]) => void;
}

/** A step with the list that the person read when asking for it. */
interface Asked {
  readonly step: StepVerb;
  readonly read: Regularisations;
}

function Commands({ range, found, done }: CommandsProps) {
  const [asked, ask] = useState<Asked>();
  const drafted = found.regularisations.filter(({ submittedBy }) => submittedBy === null);
  const close = (): void => ask(undefined);
  const common = { noun: 'régularisation', of: rangeText(range), done, close };
  return (
    <div className="filters">
      <p className="sums">
        <span>
          {counted(drafted.length, 'préparée')}, <Amount cents={totalCentsOf(drafted)} signed />
        </span>
        <span>
          {counted(found.submitted, 'soumise')}, <Amount cents={found.submittedCents} signed />
        </span>
      </p>
      {drafted.length > found.drafts && (
        <p className="quiet">
          {counted(drafted.length - found.drafts, 'préparée ne peut', 'préparées ne peuvent')} pas encore être soumise
          {drafted.length - found.drafts > 1 ? 's' : ''} : ouvrez le décompte pour lire pourquoi.
        </p>
      )}
      <StepButtons
        hasToSubmit={found.draftCode !== null}
        hasToDecide={found.code !== null}
        ask={(step) => ask({ step, read: found })}
      />
      {asked?.step === 'submit' && (
        <CodedStep
          {...common}
          words={SUBMISSION}
          read={draftsOf(asked.read)}
          now={draftsOf(found)}
          send={({ key }, variance) =>
            answer(client.POST('/statements/submit', ofKey(key, { ...selection(range), variance })))
          }
        />
      )}
      {asked?.step === 'approve' && (
        <CodedApproval
          {...common}
          read={submittedOf(asked.read)}
          now={submittedOf(found)}
          send={({ key }, variance) =>
            answer(client.POST('/statements/approve', ofKey(key, { ...selection(range), variance })))
          }
        />
      )}
      {asked?.step === 'reject' && (
        <CodedRejection
          {...common}
          read={submittedOf(asked.read)}
          now={submittedOf(found)}
          send={({ key, reason }, variance) =>
            answer(client.POST('/statements/reject', ofKey(key, { ...selection(range), variance, reason })))
          }
        />
      )}
    </div>
  );
}

const SUBMISSION = {
  verb: 'Soumettre',
  done: 'Soumis',
  again: 'soumettez',
  meaning: 'Une autre personne les approuvera ou les rejettera.',
};

function rangeText({ from, to }: QuarterRange): string {
  return `de ${periodInFrench(from)} à ${periodInFrench(to)}`;
}

function totalCentsOf(all: readonly Regularisation[]): bigint {
  return sumOf(all.map(({ totalCents }) => totalCents));
}

function selection({ from, to }: QuarterRange) {
  return { from, to, regularisations: true };
}

function ofKey<Body>(key: string, body: Body) {
  return { params: { header: { 'Idempotency-Key': key } }, body };
}
