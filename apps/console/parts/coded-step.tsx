/** A step on the content of a report, by the code that was read with it. If the content has changed, it must be read again. */
import { type ReactNode, useState } from 'react';
import { euros } from '#libs/kernel/euros.ts';
import { queries } from '../api/queries.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { type Outcome, outcomesText } from './outcomes.tsx';
import { Amount, counted } from './words.tsx';

/** The statements that the step covers. */
interface Covered {
  readonly code: string | null;
  readonly count: number;
  readonly cents: string;
}

interface StepWords {
  /** `Approuver` */
  readonly verb: string;
  /** `Approuvé` */
  readonly done: string;
  /** The imperative addressed to the reader: `approuvez`. */
  readonly again: string;
  /** The consequences of the step, in sentences. */
  readonly meaning: string;
}

export interface CodedStepProps {
  /** The present state: it is read again while the dialog is open and may change. */
  readonly covered: Covered;
  readonly words: StepWords;
  /** The singular noun: `décompte`. */
  readonly noun: string;
  /** Follows the number: `de 2025-T4`. */
  readonly of: string;
  /** Takes the step by the codes. */
  readonly send: (key: string, codes: string[]) => Promise<{ readonly outcomes: readonly Outcome[] }>;
  readonly done: (outcomes: readonly Outcome[]) => void;
  readonly close: () => void;
  readonly children?: ReactNode;
}

export function CodedStep({ covered, words, noun, of, send, done, close, children }: CodedStepProps) {
  const [{ code, count, cents }] = useState(covered);
  const hasMoved = covered.code !== code;
  return (
    <ConfirmDialog
      title={`${words.verb} ${counted(count, noun)} ${of}, ${euros(BigInt(cents))} ?`}
      verb={words.verb}
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
        return outcomesText(outcomes, words.done, noun);
      }}
      close={close}
    >
      {children}
      <p className="quiet">
        {words.meaning} Ce qui a changé depuis votre lecture n’est pas {words.done.toLowerCase()} : code du rapport{' '}
        <code>{code}</code>.
      </p>
      {hasMoved && (
        <div className="notice fault" role="alert">
          <p>
            <strong>Le rapport a changé depuis votre lecture.</strong>
          </p>
          <p>
            Vous avez lu {counted(count, noun)}, <Amount cents={cents} /> ; maintenant : {counted(covered.count, noun)},{' '}
            <Amount cents={covered.cents} />. Fermez, relisez, puis {words.again}.
          </p>
        </div>
      )}
    </ConfirmDialog>
  );
}
