/** Approves what a report shows, by its code as it was read. What moved since has to be read again. */
import { type ReactNode, useState } from 'react';
import { euros } from '#libs/kernel/euros.ts';
import { queries } from '../api/queries.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { type Outcome, outcomesText } from './outcomes.tsx';
import { Amount, counted } from './words.tsx';

/** What a report covers. */
export interface Covered {
  readonly code: string | null;
  readonly submitted: number;
  readonly submittedCents: string;
}

interface CodedApprovalProps {
  /** As it is now: read again while the dialog is open, it may be another one. */
  readonly report: Covered;
  /** Of one: `décompte`. */
  readonly noun: string;
  /** After their number: `de 2025-T4`. */
  readonly of: string;
  /** Approves by the codes. */
  readonly send: (key: string, codes: string[]) => Promise<{ readonly outcomes: readonly Outcome[] }>;
  readonly done: (outcomes: readonly Outcome[]) => void;
  readonly close: () => void;
  readonly children?: ReactNode;
}

export function CodedApproval({ report, noun, of, send, done, close, children }: CodedApprovalProps) {
  const [read] = useState(report);
  const { code, submitted, submittedCents } = read;
  const hasMoved = report.code !== code;
  return (
    <ConfirmDialog
      title={`Approuver ${counted(submitted, noun)} ${of}, ${euros(BigInt(submittedCents))} ?`}
      verb="Approuver"
      isReady={!hasMoved}
      run={async ({ key }) => {
        try {
          return await send(key, code === null ? [] : [code]);
        } catch (error) {
          // Shows whether it is because something moved.
          await queries.invalidateQueries();
          throw error;
        }
      }}
      said={({ outcomes }) => {
        done(outcomes);
        return outcomesText(outcomes, 'Approuvé', noun);
      }}
      close={close}
    >
      {children}
      <p className="quiet">
        C’est décidé : les montants sont dus aux jours prévus. Une autre personne que vous les a soumis. Ce qui a changé
        depuis votre lecture n’est pas approuvé : code du rapport <code>{code}</code>.
      </p>
      {hasMoved && (
        <div className="notice fault" role="alert">
          <p>
            <strong>Le rapport a changé depuis votre lecture.</strong>
          </p>
          <p>
            Vous avez lu {counted(submitted, noun)}, <Amount cents={submittedCents} /> ; maintenant :{' '}
            {counted(report.submitted, noun)}, <Amount cents={report.submittedCents} />. Fermez, relisez, puis
            approuvez.
          </p>
        </div>
      )}
    </ConfirmDialog>
  );
}
