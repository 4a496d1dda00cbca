/** What is shown is in the address: filters, sort, open row, tab. Reloading, and sending the address, give the same view. */
import { useCallback } from 'react';
import { useSearchParams } from 'wouter';

interface Address {
  /** Undefined where it is not said. */
  readonly get: (name: string) => string | undefined;
  /** Sets some, removes those that are undefined or empty; the entry of the history is replaced. */
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
