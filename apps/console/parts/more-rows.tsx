/**
 * The next page of a list: read when its end comes into sight, or by its button. A list that the screen sorts is read whole: the largest of
 * the first page is not the largest.
 */
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useAddress } from './address.ts';
import { ProblemNotice } from './states.tsx';

interface MoreRowsProps {
  readonly list: UseInfiniteQueryResult;
  /** Name of the sort in the address, if the screen sorts the rows and not the service. */
  readonly sortName?: string;
}

export function MoreRows({ list, sortName }: MoreRowsProps) {
  const { get } = useAddress();
  const isSorted = sortName !== undefined && get(sortName) !== undefined;
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, error, fetchNextPage } = list;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const target = button.current;
    // After a failure the person tries again: the end is still in sight, and would be read without end.
    if (target === null || isFetchingNextPage || isFetchNextPageError) return;
    if (isSorted) {
      void fetchNextPage();
      return;
    }
    const watcher = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting === true) void fetchNextPage();
    });
    watcher.observe(target);
    return () => watcher.disconnect();
  }, [isSorted, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  if (!hasNextPage) return null;
  if (isFetchNextPageError) return <ProblemNotice error={error} again={() => void fetchNextPage()} />;
  return (
    <>
      <p className="on-paper">La liste a d’autres lignes, qui ne sont pas lues : le CSV les a toutes.</p>
      <button type="button" className="plain" ref={button} onClick={() => void fetchNextPage()}>
        {isFetchingNextPage ? 'Lecture de la suite…' : 'La suite'}
      </button>
    </>
  );
}
