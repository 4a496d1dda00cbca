/** Says that something on the screen could not be read again, and may be old: the screen keeps what it had. */
import { useSyncExternalStore } from 'react';
import { queries } from '../api/queries.ts';

export function StaleNotice() {
  const isStale = useSyncExternalStore(follow, hasUnread);
  if (!isStale) return null;
  return (
    <div className="notice fault" role="alert">
      <p>
        <strong>Ce qui est à l’écran n’a pas pu être relu, et peut être ancien.</strong>
      </p>
      <button type="button" onClick={() => void queries.refetchQueries({ predicate: isUnread, type: 'active' })}>
        Relire
      </button>
    </div>
  );
}

const cache = queries.getQueryCache();

function follow(changed: () => void): () => void {
  return cache.subscribe(changed);
}

function hasUnread(): boolean {
  return cache.findAll({ type: 'active' }).some(isUnread);
}

type Query = ReturnType<typeof cache.getAll>[number];

/** The next page of a list has its own notice (parts/more-rows.tsx). */
function isUnread({ state: { status, data, fetchMeta } }: Query): boolean {
  return status === 'error' && data !== undefined && fetchMeta?.fetchMore === undefined;
}
