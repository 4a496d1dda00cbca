/** Submits all that is calculated of a period: one command for each scheme, so that a quarter leaves the year of another alone. */
import { euros } from '#libs/kernel/euros.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { type Outcome, outcomesText } from '../../parts/outcomes.tsx';
import { Amount, counted, periodInFrench } from '../../parts/words.tsx';
import { quartersOf } from './periods.ts';

/** What awaits its submission in a scheme. */
export interface ToSubmit {
  readonly scheme: string;
  readonly statements: number;
  readonly cents: bigint;
}

interface SubmitDialogProps {
  readonly period: string;
  readonly schemes: readonly ToSubmit[];
  readonly done: (outcomes: readonly Outcome[]) => void;
  readonly close: () => void;
}

export function SubmitDialog({ period, schemes, done, close }: SubmitDialogProps) {
  const count = schemes.reduce((sum, { statements }) => sum + statements, 0);
  const cents = schemes.reduce((sum, one) => sum + one.cents, 0n);
  return (
    <ConfirmDialog
      title={`Soumettre ${counted(count, 'décompte')} de ${periodInFrench(period)}, ${euros(cents)} ?`}
      verb="Soumettre"
      run={async ({ key }) => {
        const outcomes: Outcome[] = [];
        for (const { scheme } of schemes) {
          const params = { header: { 'Idempotency-Key': `${key}-${scheme}` } };
          const body = { ...quartersOf(period), scheme };
          outcomes.push(...(await answer(client.POST('/statements/submit', { params, body }))).outcomes);
        }
        return { outcomes };
      }}
      said={({ outcomes }) => {
        done(outcomes);
        return outcomesText(outcomes, 'Soumis');
      }}
      close={close}
    >
      {schemes.length > 1 && (
        <ul>
          {schemes.map(({ scheme, statements, cents: own }) => (
            <li key={scheme}>
              {scheme} : {counted(statements, 'décompte')}, <Amount cents={own} />
            </li>
          ))}
        </ul>
      )}
      <p className="quiet">Une autre personne lira les écarts, et approuvera ou rejettera.</p>
    </ConfirmDialog>
  );
}
