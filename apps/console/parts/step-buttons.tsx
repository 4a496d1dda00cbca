/** Buttons for a bulk step: one person submits, another approves or rejects. */
import { useMay } from '../session/session.ts';

export type StepVerb = 'submit' | 'approve' | 'reject';

interface StepButtonsProps {
  readonly hasToSubmit: boolean;
  readonly hasToDecide: boolean;
  readonly ask: (step: StepVerb) => void;
}

export function StepButtons({ hasToSubmit, hasToDecide, ask }: StepButtonsProps) {
  const [maySubmit, mayApprove] = [useMay('operator'), useMay('approver')];
  return (
    <>
      {maySubmit && hasToSubmit && (
        <button type="button" className="primary" onClick={() => ask('submit')}>
          Soumettre…
        </button>
      )}
      {mayApprove && hasToDecide && (
        <>
          <button type="button" className="primary" onClick={() => ask('approve')}>
            Approuver…
          </button>
          <button type="button" onClick={() => ask('reject')}>
            Rejeter…
          </button>
        </>
      )}
    </>
  );
}
