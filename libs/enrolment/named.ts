/** Finds the documents that name a professional without parsing them. */

/** Matches no text. */
const NOTHING = /(?!)/;

/** A pattern that matches any of these identifiers, which are digits, in the text of a document. */
export function namesOneOf(rpps: readonly string[]): RegExp {
  return rpps.length === 0 ? NOTHING : new RegExp(`"(?:${[...new Set(rpps)].join('|')})"`);
}
