/** Links from part to part: the rest of the address names the calculation, and stays. */
import type { ReactNode } from 'react';
import { Link, useLocation, useSearch } from 'wouter';

export function PartLink({ path, children }: { readonly path: string; readonly children: ReactNode }) {
  const addressOf = usePartAddress();
  return <Link href={addressOf(path)}>{children}</Link>;
}

/** The address of a part of the explanation. */
export function usePartAddress(): (path: string) => string {
  const [address] = useLocation();
  const search = useSearch();
  return (path) => {
    const params = new URLSearchParams(search);
    params.delete('ligne');
    if (path === '') params.delete('chemin');
    else params.set('chemin', path);
    return params.size === 0 ? address : `${address}?${params.toString()}`;
  };
}
