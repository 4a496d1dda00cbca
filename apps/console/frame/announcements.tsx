/** What was done, said in words: to readers of the screen by a live region, to eyes for a few seconds. */
import { useSyncExternalStore } from 'react';

const SHOWN_MS = 8_000;

let said = '';
let timer: ReturnType<typeof setTimeout> | undefined;
const watchers = new Set<() => void>();

/** Says a sentence. */
export function announce(sentence: string): void {
  clearTimeout(timer);
  set(sentence);
  timer = setTimeout(() => set(''), SHOWN_MS);
}

function set(sentence: string): void {
  said = sentence;
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function Announcements() {
  const sentence = useSyncExternalStore(watch, () => said);
  return (
    <p className="announcement" role="status">
      {sentence}
    </p>
  );
}
