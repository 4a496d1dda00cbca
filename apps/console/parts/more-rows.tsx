/** The next page of a list: read when its end comes into sight, or by its button. */
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

export function MoreRows({ list }: { readonly list: UseInfiniteQueryResult }) {
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const target = button.current;
    if (target === null || isFetchingNextPage) return;
    const watcher = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting === true) void fetchNextPage();
    });
    watcher.observe(target);
    return () => watcher.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <button type="button" className="plain" ref={button} onClick={() => void fetchNextPage()}>
      {isFetchingNextPage ? 'Lecture de la suite…' : 'La suite'}
    </button>
  );
}
