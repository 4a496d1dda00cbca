/**
 * The part of a projection's documents for queries of the engine itself, if it can be queried: fields with their meaning, the fast filters,
 * and the views, each of which answers a question. It is derived only from the text of a document, and stored beside it.
 */

import type { EventStore } from '#libs/event-store/event-store.ts';

/** The form of a shown value: its kind, and its meaning, in French. */
export type FieldShape =
  | { readonly kind: 'text' | 'whole' | 'cents' | 'day' | 'instant' | 'flag' | 'fraction'; readonly meaning: string }
  | { readonly kind: 'list'; readonly meaning: string; readonly of: FieldShape | Fields };

export type Fields = Readonly<Record<string, FieldShape>>;

/** The documents under one prefix of keys. */
export interface DocumentKind {
  /** Names them in the field `kind`. */
  readonly kind: string;
  readonly meaning: string;
  readonly prefix: string;
  readonly fields: Fields;
  /** Fields that may be missing. */
  readonly optional: readonly string[];
  /** The values of the fields: days as numbers (Day), instants as ISO 8601, cents as bigint or whole numbers, fractions as text. Others are left out. */
  readonly show: (text: string, key: string) => object;
  /** For documents that point at their events (Projection.shownOf): the shown text. */
  readonly textIn?: (log: EventStore, document: string) => Promise<string>;
}

/** A question of others, answered by documents of one kind. */
export interface ReadModelView {
  readonly name: string;
  readonly question: string;
  readonly kind: string;
  /** Restricts to documents in which this field is true. */
  readonly where?: string;
  /** Continues with the document of this kind whose key is in this field. */
  readonly through?: { readonly field: string; readonly kind: string };
  /** One answer for each entry of this list, which adds its fields. */
  readonly each?: { readonly list: string; readonly with: readonly string[] };
}

export interface ReadModel {
  /** The name of the projection, or of scratch documents, which no event makes. */
  readonly projection: string;
  readonly isScratch?: true;
  readonly kinds: readonly DocumentKind[];
  /** Filters by name: fields in order. */
  readonly indexes: Readonly<Record<string, readonly string[]>>;
  readonly views: readonly ReadModelView[];
}

export function textShape(meaning: string): FieldShape {
  return { kind: 'text', meaning };
}

export function wholeShape(meaning: string): FieldShape {
  return { kind: 'whole', meaning };
}

/** A `bigint`, or a whole number. */
export function centsShape(meaning: string): FieldShape {
  return { kind: 'cents', meaning };
}

export function dayShape(meaning: string): FieldShape {
  return { kind: 'day', meaning };
}

export function instantShape(meaning: string): FieldShape {
  return { kind: 'instant', meaning };
}

export function flagShape(meaning: string): FieldShape {
  return { kind: 'flag', meaning };
}

/** Written as text, in decimals or as `n/d`. */
export function fractionShape(meaning: string): FieldShape {
  return { kind: 'fraction', meaning };
}

export function listShape(meaning: string, of: FieldShape | Fields): FieldShape {
  return { kind: 'list', meaning, of };
}

/** The kind of document of a key; undefined if other programs have no use for it. */
export function documentKindOf({ kinds }: ReadModel, key: string): DocumentKind | undefined {
  return kinds.find(({ prefix }) => key.startsWith(prefix));
}
