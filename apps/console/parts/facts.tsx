/** Short facts about one thing, each with its name, as a native description list. */
import type { ReactNode } from 'react';

/** A name that is not plain text needs a key. */
export type Fact =
  | readonly [name: string, value: ReactNode]
  | readonly [name: ReactNode, value: ReactNode, key: string];

/** Facts whose value is null or false are not shown. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const shown = facts.filter(([, value]) => value !== null && value !== false && value !== undefined);
  return (
    <dl className="facts">
      {shown.map(([name, value, key]) => (
        <div key={key ?? (name as string)}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
