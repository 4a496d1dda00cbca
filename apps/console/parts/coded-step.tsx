/** A step on the content of a report, by the code that was read with it. If the content has changed, it must be read again. */
import type { ReactNode } from 'react';
import { euros } from '#libs/kernel/euros.ts';
import { Problem } from '../api/problem.ts';
import { type Command, ConfirmDialog } from './confirm-dialog.tsx';
import { Moved, rereadIfRefused } from './moved.tsx';
import { type Outcome, outcomesText } from './outcomes.tsx';
import { Amount, counted } from './words.tsx';

/** The statements that the step covers. */
export interface Covered {
  readonly code: string | null;
  readonly count: number;
  readonly cents: string;
}

/** What a submission of a report covers. */
export function draftsOf(report: {
  readonly draftCode: string | null;
  readonly drafts: number;
  readonly draftsCents: string;
}): Covered {
  return { code: report.draftCode, count: report.drafts, cents: report.draftsCents };
}

/** What an approval or a rejection of a report covers. */
export function submittedOf(report: {
  readonly code: string | null;
  readonly submitted: number;
  readonly submittedCents: string;
}): Covered {
  return { code: report.code, count: report.submitted, cents: report.submittedCents };
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
  /** What the person read when asking for the step. */
  readonly read: Covered;
  /** The present state: it is read again while the dialog is open. Undefined if its pages are of two states. */
  readonly now: Covered | undefined;
  readonly words: StepWords;
  /** The singular noun: `décompte`. */
  readonly noun: string;
  /** Follows the number: `de 2025-T4`. */
  readonly of: string;
  /** Label of the reason, if the step needs one. */
  readonly reasonLabel?: string;
  /** Takes the step by the codes. */
  readonly send: (command: Command, codes: string[]) => Promise<{ readonly outcomes: readonly Outcome[] }>;
  readonly done: (outcomes: readonly Outcome[]) => void;
  readonly close: () => void;
  readonly children?: ReactNode;
}

export function CodedStep(props: CodedStepProps) {
  const { read, now, words, noun, of, reasonLabel, send, done, close, children } = props;
  const { code, count, cents } = read;
  return (
    <ConfirmDialog
      title={`${words.verb} ${counted(count, noun)} ${of}, ${euros(BigInt(cents))} ?`}
      verb={words.verb}
      moved={
        now?.code === code ? undefined : (
          <Moved what="Le rapport" close={close}>
            Vous avez lu {counted(count, noun)}, <Amount cents={cents} />
            {now !== undefined && (
              <>
                {' '}
                ; maintenant : {counted(now.count, noun)}, <Amount cents={now.cents} />
              </>
            )}
            . Relisez, puis {words.again}.
          </Moved>
        )
      }
      reasonLabel={reasonLabel}
      run={(command) => rereadIfRefused(requireSome(send(command, code === null ? [] : [code]), words))}
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
    </ConfirmDialog>
  );
}

type Sent = ReturnType<CodedStepProps['send']>;

/** Throws Problem if the step covered nothing any more: another person has taken it, or what was read is gone. */
async function requireSome(sent: Sent, { done, again }: StepWords): Promise<Awaited<Sent>> {
  const result = await sent;
  if (result.outcomes.length > 0) return result;
  const detail = `Rien n’est ${done.toLowerCase()} : ce que vous avez lu n’est plus là, ou une autre personne l’a déjà fait. Relisez, puis ${again}.`;
  throw new Problem(409, 'Quelqu’un d’autre est passé avant', detail);
}
