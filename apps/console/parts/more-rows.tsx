/** The next page of a list: read when its end comes into sight, or by its button. */
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ProblemNotice } from './states.tsx';

export function MoreRows({ list }: { readonly list: UseInfiniteQueryResult }) {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, error, fetchNextPage } = list;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const target = button.current;
    // After a failure the person tries again: the end is still in sight, and would be read without end.
    if (target === null || isFetchingNextPage || isFetchNextPageError) return;
    const watcher = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting === true) void fetchNextPage();
    });
    watcher.observe(target);
    return () => watcher.disconnect();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
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
