/**
 * Asks before a command, with its subject, number and amount. One opened dialog sends one command, even if the button is pressed several
 * times.
 */
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { queries } from '../api/queries.ts';
import { rememberWritten } from '../api/written.ts';
import { announce, announceFailure } from '../frame/announcements.tsx';
import { followJob } from '../frame/own-jobs.tsx';
import { Dialog } from './dialog.tsx';
import { keepFocus } from './keep-focus.ts';
import { isNothingDone } from './nothing-done.ts';
import { useSentOnce } from './sent-once.ts';
import { ProblemNotice } from './states.tsx';
import { isUnanswered, sentAgainText } from './unanswered.ts';

export interface Command {
  /** For the header Idempotency-Key. */
  readonly key: string;
  /** The typed reason; '' if no reason is asked. */
  readonly reason: string;
}

interface ConfirmDialogProps<Result> {
  /** A question with its subject, number and amount: `Soumettre 14 décomptes de 2025-Q4, 231 616,42 € ?` */
  readonly title: string;
  /** The verb on the button. */
  readonly verb: string;
  /** The consequences of the command. */
  readonly children?: ReactNode;
  /** The values chosen in `children`, if it has fields: other values make another command. */
  readonly content?: string;
  /** False while something is missing in `children`. */
  readonly isReady?: boolean;
  /** Says that what the person read is something else by now: no command is sent on that, except again one without an answer. */
  readonly moved?: ReactNode;
  /** Label of the reason, if the command needs one. */
  readonly reasonLabel?: string;
  readonly run: (command: Command) => Promise<Result>;
  /** The sentence about the finished action; may use the result. */
  readonly said: (result: Result) => string;
  /** The sentence about a command that recorded nothing. */
  readonly nothing?: string;
  readonly close: () => void;
}

const NOTHING = 'Rien n’est enregistré : c’était déjà ainsi.';

export function ConfirmDialog<Result>(props: ConfirmDialogProps<Result>) {
  const {
    title,
    verb,
    children,
    content = '',
    isReady = true,
    moved,
    reasonLabel,
    run,
    said,
    nothing = NOTHING,
    close,
  } = props;
  const [reason, setReason] = useState('');
  const keyFor = useKey();
  const reasonId = useId();
  const isOpen = useIsOpen();
  const command = useMutation({
    mutationFn: (typed: string) => run({ key: keyFor(typed), reason: reason.trim() }),
    onSuccess: async (result) => {
      rememberWritten(result);
      followJob(result);
      announce(isNothingDone(result) ? nothing : said(result));
      if (isOpen.current) close();
      await queries.invalidateQueries();
      keepFocus();
    },
    onError: (error) => {
      if (!isOpen.current) announceFailure(title, error);
    },
  });
  const typed = JSON.stringify([content, reason.trim()]);
  // While it is sent, the screen may show what it has changed so far.
  const hasMoved = moved !== undefined && !command.isPending && !isUnanswered(command, typed);
  const sendOnce = useSentOnce(command);
  const send = ({ currentTarget }: { readonly currentTarget: HTMLElement }): void => {
    // A day that does not exist, or is half typed, is no value: without this it would be sent as no day.
    const wrong = currentTarget.closest('dialog')?.querySelector<HTMLInputElement>('input:invalid');
    if (wrong?.reportValidity() === false) return;
    sendOnce(typed);
  };
  const leave = (): void => {
    close();
    // After an answer that did not come, the screen may show what was before the command.
    if (command.error !== null) void queries.invalidateQueries();
  };
  const isMissing = !isReady || hasMoved || (reasonLabel !== undefined && reason.trim() === '');
  return (
    <Dialog
      title={title}
      close={leave}
      closeLabel={command.isPending ? 'Fermer' : 'Annuler'}
      actions={
        // While it is sent, the button keeps the focus, which a disabled one would lose.
        <button type="button" className="primary" disabled={isMissing} aria-disabled={command.isPending} onClick={send}>
          {command.isPending ? 'En cours…' : verb}
        </button>
      }
    >
      {children}
      {hasMoved && moved}
      {reasonLabel !== undefined && (
        <p className="field">
          <label htmlFor={reasonId}>{reasonLabel}</label>
          <textarea
            id={reasonId}
            rows={3}
            required
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </p>
      )}
      <Failure error={command.error} again={sentAgainText(command, typed)} />
    </Dialog>
  );
}

function Failure({ error, again }: { readonly error: Error | null; readonly again: string | undefined }) {
  if (error === null) return null;
  return (
    <div ref={scrollTo}>
      <ProblemNotice error={error} />
      {again !== undefined && <p>{again}</p>}
    </div>
  );
}

/** The consequences may be longer than the screen, and the answer stands after them. */
function scrollTo(notice: HTMLElement | null): void {
  notice?.scrollIntoView({ block: 'nearest' });
}

/** Whether the dialog is still there: an answer may come after the person has left it. */
function useIsOpen(): RefObject<boolean> {
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  return isOpen;
}

/** The same key for the same content, kept across retries; another content is another command. */
function useKey(): (content: string) => string {
  const [keys] = useState(() => new Map<string, string>());
  return (content) => {
    const key = keys.get(content) ?? crypto.randomUUID();
    keys.set(content, key);
    return key;
  };
}
