/** Finds the documents that name a professional, without reading what else they hold. */

/** Matches no text. */
const NOTHING = /(?!)/;

/** A pattern that finds one of the identifiers, which are digits, in the text of a document. */
export function namesOneOf(rpps: readonly string[]): RegExp {
  return rpps.length === 0 ? NOTHING : new RegExp(`"(?:${[...new Set(rpps)].join('|')})"`);
}
