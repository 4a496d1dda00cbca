/** Fields of events of other streams that may hold facts about a patient, such as a set-aside row. Each event has its own key. */
type Json = Readonly<Record<string, unknown>>;

export interface SealedPart {
  /** The subject whose key seals it; undefined if there is nothing to seal. */
  readonly subjectOf: (stream: string, data: Json) => string | undefined;
  /** The sealed fields, with the values that they have after the key is destroyed. */
  readonly fields: Json;
}

/** Keyed by the type of the event. */
export type SealedParts = Readonly<Record<string, SealedPart>>;

/** Holds the sealed fields in the stored payload, after the reference of their key. */
export const SEALED_FIELD = 'sealed';

/** The subject of a part that should be sealed and is in clear; undefined if there is none. */
export function subjectInClear(
  parts: SealedParts,
  { stream, type, data }: { readonly stream: string; readonly type: string; readonly data: string },
): string | undefined {
  const part = parts[type];
  if (part === undefined) return undefined;
  const json = JSON.parse(data) as Json;
  const isEmpty = Object.entries(part.fields).every(([name, empty]) => isSame(json[name], empty));
  return SEALED_FIELD in json || isEmpty ? undefined : part.subjectOf(stream, json);
}

/** The reference of the key of a stored payload, and the sealed text; undefined if nothing is sealed. */
export function sealedIn(data: string): { readonly reference: string; readonly text: string } | undefined {
  const { [SEALED_FIELD]: sealed } = JSON.parse(data) as { readonly [SEALED_FIELD]?: string };
  if (sealed === undefined) return undefined;
  const [reference = '', text = ''] = sealed.split(':');
  return { reference, text };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
