/** Finds the documents that may concern a team without parsing them. */

/** Matches no text. */
const NOTHING = /(?!)/;

/**
 * A pattern that matches any of these identifiers, which are digits, in the text of a document. What is kept of an erased patient names no
 * professional: it may concern any team.
 */
export function namesOneOf(rpps: readonly string[]): RegExp {
  return rpps.length === 0 ? NOTHING : new RegExp(`"(?:${[...new Set(rpps)].join('|')}|kept)"`);
}
