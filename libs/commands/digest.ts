/** A digest that identifies a command; the order of its fields does not matter. */
import { hash } from 'node:crypto';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { compareText } from '#libs/kernel/text.ts';

/** JSON with amounts, which may exceed 2^53, as text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) => (typeof field === 'bigint' ? String(field) : field));
}

/** SHA-256 in hexadecimal of the request. */
export function digestOf(asked: unknown): string {
  return hash('sha256', canonical(inOrder(asked)), 'hex');
}

/**
 * The digest to record for a command that may name a patient. Without the keys of the log, guesses of the request cannot be tested against
 * it.
 */
export function keyedDigest({ keys }: Pick<EventStore, 'keys'>, digest: string): string {
  return keys === undefined ? digest : keys.referenceOf(`command/${digest}`);
}

/** Sorts the fields of every object by name. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, inOrder(field)] as const);
  return Object.fromEntries(fields.sort(([a], [b]) => compareText(a, b)));
}
