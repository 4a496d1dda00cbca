/** Submits what the report shows to be submitted of a period, by its code as it was read. What moved since has to be read again. */
import { useState } from 'react';
import { euros } from '#libs/kernel/euros.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { queries } from '../../api/queries.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { type Outcome, outcomesText } from '../../parts/outcomes.tsx';
import { Amount, counted, periodInFrench } from '../../parts/words.tsx';
import { quartersOf } from './periods.ts';
import type { Asked, Report } from './queries.ts';

interface SubmitDialogProps {
  readonly asked: Asked;
  /** As it is now: read again while the dialog is open, it may be another one. */
  readonly report: Report;
  readonly done: (outcomes: readonly Outcome[]) => void;
  readonly close: () => void;
}

export function SubmitDialog({ asked: { period, scheme }, report, done, close }: SubmitDialogProps) {
  const [{ draftCode, drafts, draftsCents }] = useState(report);
  const hasMoved = report.draftCode !== draftCode;
  return (
    <ConfirmDialog
      title={`Soumettre ${counted(drafts, 'décompte')} de ${periodInFrench(period)}, ${euros(BigInt(draftsCents))} ?`}
      verb="Soumettre"
      isReady={!hasMoved}
      run={async ({ key }) => {
        const params = { header: { 'Idempotency-Key': key } };
        const ofScheme = scheme === undefined ? {} : { scheme };
        const variance = draftCode === null ? [] : [draftCode];
        const body = { ...quartersOf(period), period, ...ofScheme, variance };
        try {
          return await answer(client.POST('/statements/submit', { params, body }));
        } catch (error) {
          // Shows whether it is because something moved.
          await queries.invalidateQueries();
          throw error;
        }
      }}
      said={({ outcomes }) => {
        done(outcomes);
        return outcomesText(outcomes, 'Soumis');
      }}
      close={close}
    >
      <p className="quiet">
        Une autre personne lira les écarts, et approuvera ou rejettera. Ce qui a changé depuis votre lecture n’est pas
        soumis : code du rapport <code>{draftCode}</code>.
      </p>
      {hasMoved && (
        <div className="notice fault" role="alert">
          <p>
            <strong>Le rapport a changé depuis votre lecture.</strong>
          </p>
          <p>
            Vous avez lu {counted(drafts, 'décompte')}, <Amount cents={draftsCents} /> ; maintenant :{' '}
            {counted(report.drafts, 'décompte')}, <Amount cents={report.draftsCents} />. Fermez, relisez, puis
            soumettez.
          </p>
        </div>
      )}
    </ConfirmDialog>
  );
}
