/** The button of a row that opens and closes its details. */
import type { ReactNode } from 'react';

interface RowOpenerProps {
  readonly isOpen: boolean;
  readonly toggle: () => void;
  readonly children: ReactNode;
}

export function RowOpener({ isOpen, toggle, children }: RowOpenerProps) {
  return (
    <button type="button" className="plain opens" aria-expanded={isOpen} onClick={toggle}>
      <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> {children}
    </button>
  );
}
