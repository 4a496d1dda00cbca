/** Sends once, however often a button is pressed before the next render disables it. */
import type { UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';

export function useSentOnce<Result, Given>(
  mutation: Pick<UseMutationResult<Result, Error, Given>, 'mutate'>,
): (given: Given) => void {
  const isSending = useRef(false);
  return (given) => {
    if (isSending.current) return;
    isSending.current = true;
    mutation.mutate(given, { onSettled: () => (isSending.current = false) });
  };
}
