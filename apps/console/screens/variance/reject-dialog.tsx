/** Rejects all that is submitted of a period, with a reason, by the code that was read with it (coded-step.tsx). */
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { CodedRejection } from '../../parts/coded-approval.tsx';
import type { Covered } from '../../parts/coded-step.tsx';
import type { Outcome } from '../../parts/outcomes.tsx';
import { periodInFrench } from '../../parts/words.tsx';
import { selectionOf } from './periods.ts';
import type { VarianceAsked } from './queries.ts';

interface RejectDialogProps {
  readonly asked: VarianceAsked;
  readonly read: Covered;
  readonly now: Covered | undefined;
  readonly done: (outcomes: readonly Outcome[]) => void;
  readonly close: () => void;
}

export function RejectDialog({ asked, ...props }: RejectDialogProps) {
  return (
    <CodedRejection
      {...props}
      noun="décompte"
      of={`de ${periodInFrench(asked.period)}`}
      send={({ key, reason }, variance) => {
        const params = { header: { 'Idempotency-Key': key } };
        return answer(client.POST('/statements/reject', { params, body: { ...selectionOf(asked), variance, reason } }));
      }}
    >
      <p className="quiet">Pour un seul, ouvrez-le.</p>
    </CodedRejection>
  );
}
