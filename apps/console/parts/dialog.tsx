/** A dialog: the browser keeps the focus in it, closes it with Escape, and then returns the focus to the element that opened it. */
import { type ReactNode, useEffect, useId, useRef } from 'react';

interface DialogProps {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
  /** Buttons at the end, next to the close button. */
  readonly actions?: ReactNode;
  /** The text of the close button. */
  readonly closeLabel?: string;
}

export function Dialog({ title, close, children, actions, closeLabel = 'Fermer' }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const opener = document.activeElement;
    const opened = dialog.current;
    opened?.showModal();
    return () => {
      opened?.close();
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <h2 id={titleId}>{title}</h2>
      <div className="dialog-body">{children}</div>
      <footer>
        <button type="button" onClick={close}>
          {closeLabel}
        </button>
        {actions}
      </footer>
    </dialog>
  );
}
