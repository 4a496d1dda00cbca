/** Positions of events that an auditor sets aside for a bundle, kept in this window until it is closed. */
import { sharedValue } from './shared-value.ts';

const KEY = 'decompte-proof';

const kept = sharedValue(parse(sessionStorage.getItem(KEY)));

/** An earlier page may have written something else: if it is no list of positions, the list is empty. */
function parse(text: string | null): readonly number[] {
  const value: unknown = text === null ? [] : JSON.parse(text);
  return Array.isArray(value) ? value.filter((one): one is number => Number.isSafeInteger(one)) : [];
}

function write(positions: readonly number[]): void {
  kept.set(positions);
  sessionStorage.setItem(KEY, JSON.stringify(positions));
}

/** Positions, in the order of the log. */
export function useProof(): readonly number[] {
  return kept.useValue();
}

export function addToProof(positions: readonly number[]): void {
  write([...new Set([...kept.get(), ...positions])].sort((a, b) => a - b));
}

export function removeFromProof(position: number): void {
  write(kept.get().filter((one) => one !== position));
}

export function emptyProof(): void {
  write([]);
}
