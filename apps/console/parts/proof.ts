/** What an auditor sets aside for a bundle: positions of events, kept in this window until it is closed. */
import { useSyncExternalStore } from 'react';

const KEY = 'decompte-proof';

let kept: readonly number[] | undefined;
const watchers = new Set<() => void>();

function read(): readonly number[] {
  kept ??= parse(sessionStorage.getItem(KEY));
  return kept;
}

/** What was written by a former page: no list, or no positions in it, is an empty list. */
function parse(text: string | null): readonly number[] {
  const value: unknown = text === null ? [] : JSON.parse(text);
  return Array.isArray(value) ? value.filter((one): one is number => Number.isSafeInteger(one)) : [];
}

function write(positions: readonly number[]): void {
  kept = positions;
  sessionStorage.setItem(KEY, JSON.stringify(positions));
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Positions, in the order of the log. */
export function useProof(): readonly number[] {
  return useSyncExternalStore(watch, read);
}

export function addToProof(positions: readonly number[]): void {
  write([...new Set([...read(), ...positions])].sort((a, b) => a - b));
}

export function removeFromProof(position: number): void {
  write(read().filter((one) => one !== position));
}

export function emptyProof(): void {
  write([]);
}
