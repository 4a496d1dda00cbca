/** Submits the statements that the report shows as ready, by the code that was read with it (coded-step.tsx). */
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { CodedStep, draftsOf } from '../../parts/coded-step.tsx';
import type { Outcome } from '../../parts/outcomes.tsx';
import { periodInFrench } from '../../parts/words.tsx';
import { selectionOf } from './periods.ts';
import type { VarianceAsked, Report } from './queries.ts';

const SUBMISSION = {
  verb: 'Soumettre',
  done: 'Soumis',
  again: 'soumettez',
  meaning: 'Une autre personne lira les écarts, et approuvera ou rejettera.',
};

interface SubmitDialogProps {
  readonly asked: VarianceAsked;
  /** What the person read. */
  readonly report: Report;
  readonly now: Report | undefined;
  readonly done: (outcomes: readonly Outcome[]) => void;
  readonly close: () => void;
}

export function SubmitDialog({ asked, report, now, done, close }: SubmitDialogProps) {
  return (
    <CodedStep
      read={draftsOf(report)}
      now={now === undefined ? undefined : draftsOf(now)}
      words={SUBMISSION}
      noun="décompte"
      of={`de ${periodInFrench(asked.period)}`}
      send={({ key }, variance) => {
        const params = { header: { 'Idempotency-Key': key } };
        return answer(client.POST('/statements/submit', { params, body: { ...selectionOf(asked), variance } }));
      }}
      done={done}
      close={close}
    />
  );
}
