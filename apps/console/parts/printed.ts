/** Whether the page is being printed: paper has no scrolling, so that what is out of sight has to be there too. */
import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

const PRINT = matchMedia('print');
let isAsked = false;

export function useIsPrinted(): boolean {
  return useSyncExternalStore(follow, () => isAsked || PRINT.matches);
}

function follow(changed: () => void): () => void {
  // The browser prints what is there when the event is over.
  const say = (isNow: boolean) => (): void => {
    isAsked = isNow;
    flushSync(changed);
  };
  const [before, after] = [say(true), say(false)];
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  PRINT.addEventListener('change', changed);
  return () => {
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
    PRINT.removeEventListener('change', changed);
  };
}
