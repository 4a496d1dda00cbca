/** Rejects all that is submitted of a period, with a reason. */
import { euros } from '#libs/kernel/euros.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { type Outcome, outcomesText } from '../../parts/outcomes.tsx';
import { counted, periodInFrench } from '../../parts/words.tsx';
import { rangeOfPeriod } from './periods.ts';
import type { Report } from './queries.ts';

interface RejectDialogProps {
  readonly report: Report;
  /** The schemes with submitted statements in the period. */
  readonly schemes: readonly string[];
  readonly done: (outcomes: readonly Outcome[]) => void;
  readonly close: () => void;
}

export function RejectDialog({
  report: { period, submitted, submittedCents },
  schemes,
  done,
  close,
}: RejectDialogProps) {
  return (
    <ConfirmDialog
      title={`Rejeter ${counted(submitted, 'décompte')} de ${periodInFrench(period)}, ${euros(BigInt(submittedCents))} ?`}
      verb="Rejeter"
      reasonLabel="Pourquoi"
      run={async ({ key, reason }) => {
        const outcomes: Outcome[] = [];
        for (const scheme of schemes) {
          const params = { header: { 'Idempotency-Key': `${key}-${scheme}` } };
          const body = { ...rangeOfPeriod(period), scheme, reason };
          outcomes.push(...(await answer(client.POST('/statements/reject', { params, body }))).outcomes);
        }
        return { outcomes };
      }}
      said={({ outcomes }) => {
        done(outcomes);
        return outcomesText(outcomes, 'Rejeté');
      }}
      close={close}
    >
      <p className="quiet">
        Ils redeviennent des calculs, avec votre motif dans leur histoire. Pour un seul, ouvrez-le.
      </p>
    </ConfirmDialog>
  );
}
