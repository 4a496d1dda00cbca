/** The state of a screen is in the address: filters, sort, open row, tab. Reloading, or sending the address, gives the same view. */
import { useCallback } from 'react';
import { useSearchParams } from 'wouter';

interface Address {
  /** Undefined if the address does not contain it. */
  readonly get: (name: string) => string | undefined;
  /** Sets some values, removes those that are undefined or empty; replaces the entry of the history. */
  readonly set: (changes: Readonly<Record<string, string | undefined>>) => void;
}

export function useAddress(): Address {
  const [params, setParams] = useSearchParams();
  const get = useCallback((name: string) => params.get(name) ?? undefined, [params]);
  const set = useCallback(
    (changes: Readonly<Record<string, string | undefined>>) => {
      setParams(
        (now) => {
          const next = new URLSearchParams(now);
          for (const [name, value] of Object.entries(changes))
            if (value === undefined || value === '') next.delete(name);
            else next.set(name, value);
          return next;
        },
        { replace: true },
      );
    },
    [setParams],
  );
  return { get, set };
}
