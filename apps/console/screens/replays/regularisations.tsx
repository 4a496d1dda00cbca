/** Regularisations that are drafted or submitted: read, submitted by one person, approved by another by their code. */
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { euros } from '#libs/kernel/euros.ts';
import { moveText } from '#libs/words/labels/statements.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { statementAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { thisYear } from '../../parts/french-days.ts';
import { CodedApproval } from '../../parts/coded-approval.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { QuarterField, quartersUntil } from '../../parts/fields.tsx';
import { type Outcome, outcomesText } from '../../parts/outcomes.tsx';
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
            {found.regularisations.length > 0 && <Commands range={range} found={found} done={done} />}
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

function Commands({ range, found, done }: CommandsProps) {
  const [step, ask] = useState<StepVerb>();
  const drafted = found.regularisations.filter(({ submittedBy }) => submittedBy === null);
  const submitted = found.regularisations.filter(({ submittedBy }) => submittedBy !== null);
  const submittedCents = String(totalCentsOf(submitted));
  const close = (): void => ask(undefined);
  return (
    <div className="filters">
      <p className="sums">
        <span>
          {counted(drafted.length, 'préparée')}, <Amount cents={totalCentsOf(drafted)} signed />
        </span>
        <span>
          {counted(submitted.length, 'soumise')}, <Amount cents={submittedCents} signed />
        </span>
      </p>
      <StepButtons hasToSubmit={drafted.length > 0} hasToDecide={found.code !== null} ask={ask} />
      {step === 'submit' && (
        <ConfirmDialog
          title={`Soumettre ${counted(drafted.length, 'régularisation')}, ${euros(totalCentsOf(drafted))} ?`}
          verb="Soumettre"
          run={({ key }) => answer(client.POST('/statements/submit', ofKey(key, selection(range))))}
          said={({ outcomes }) => {
            done(outcomes);
            return outcomesText(outcomes, 'Soumis', 'régularisation');
          }}
          close={close}
        >
          <p className="quiet">Une autre personne les approuvera ou les rejettera.</p>
        </ConfirmDialog>
      )}
      {step === 'approve' && (
        <CodedApproval
          covered={{ code: found.code, count: submitted.length, cents: submittedCents }}
          noun="régularisation"
          of={rangeText(range)}
          send={(key, variance) =>
            answer(client.POST('/statements/approve', ofKey(key, { ...selection(range), variance })))
          }
          done={done}
          close={close}
        />
      )}
      {step === 'reject' && (
        <ConfirmDialog
          title={`Rejeter ${counted(submitted.length, 'régularisation')}, ${euros(totalCentsOf(submitted))} ?`}
          verb="Rejeter"
          reasonLabel="Pourquoi"
          run={({ key, reason }) =>
            answer(client.POST('/statements/reject', ofKey(key, { ...selection(range), reason })))
          }
          said={({ outcomes }) => {
            done(outcomes);
            return outcomesText(outcomes, 'Rejeté', 'régularisation');
          }}
          close={close}
        >
          <p className="quiet">Elles redeviennent des propositions, avec votre motif ; ce qui est décidé reste.</p>
        </ConfirmDialog>
      )}
    </div>
  );
}

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
