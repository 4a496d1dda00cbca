/** For a step on what a person read: refused or stopped because it has changed, it shows the new state, and asks to read again. */
import type { ReactNode } from 'react';
import { Problem, isTooMany } from '../api/problem.ts';
import { queries } from '../api/queries.ts';

/** The answer of a step. After a refusal the screen is read again first, so that it shows whether something has moved. */
export async function rereadIfRefused<Result>(step: Promise<Result>): Promise<Result> {
  try {
    return await step;
  } catch (error) {
    // Too many requests were sent: the command was not read, and reading more would only add to them.
    const isRefused = error instanceof Problem && error.status >= 400 && error.status !== 401 && !isTooMany(error);
    if (isRefused) await queries.invalidateQueries();
    throw error;
  }
}

interface MovedProps {
  /** The subject, with a capital: `Le rapport`. */
  readonly what: string;
  readonly children?: ReactNode;
  readonly close: () => void;
}

export function Moved({ what, children, close }: MovedProps) {
  return (
    <div className="notice fault" role="alert">
      <p>
        <strong>{what} a changé depuis votre lecture.</strong>
      </p>
      <p>{children}</p>
      <button
        type="button"
        onClick={() => {
          close();
          void queries.invalidateQueries();
        }}
      >
        Relire
      </button>
    </div>
  );
}
