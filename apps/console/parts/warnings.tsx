/** What is unusual about a proposal or a payment run, for the person who decides on it. */

interface WarningsProps {
  readonly all: readonly string[];
  /** Shown as an obstacle is. */
  readonly isGrave?: boolean;
}

export function Warnings({ all, isGrave = false }: WarningsProps) {
  if (all.length === 0) return null;
  return (
    <ul className={isGrave ? 'notice fault' : 'notice'}>
      {all.map((warning) => (
        <li key={warning}>{warning}</li>
      ))}
    </ul>
  );
}
