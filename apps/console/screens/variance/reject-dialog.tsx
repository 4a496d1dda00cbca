/** Rejects all that is submitted of a period, with a reason. */
import { euros } from '#libs/kernel/euros.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { type Outcome, outcomesText } from '../../parts/outcomes.tsx';
import { counted, periodInFrench } from '../../parts/words.tsx';
import { selectionOf } from './periods.ts';
import type { Report, VarianceAsked } from './queries.ts';

interface RejectDialogProps {
  readonly asked: VarianceAsked;
  readonly report: Report;
  readonly done: (outcomes: readonly Outcome[]) => void;
  readonly close: () => void;
}

export function RejectDialog({ asked, report: { period, submitted, submittedCents }, done, close }: RejectDialogProps) {
  return (
    <ConfirmDialog
      title={`Rejeter ${counted(submitted, 'décompte')} de ${periodInFrench(period)}, ${euros(BigInt(submittedCents))} ?`}
      verb="Rejeter"
      reasonLabel="Pourquoi"
      run={({ key, reason }) => {
        const params = { header: { 'Idempotency-Key': key } };
        return answer(client.POST('/statements/reject', { params, body: { ...selectionOf(asked), reason } }));
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
