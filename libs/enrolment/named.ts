/** Finds the documents that may concern a team without parsing them. */

/** Matches no text. */
const NOTHING = /(?!)/;

/**
 * A pattern that finds any of these identifiers (digits) in the text of a document. The kept part of an erased patient always matches: it
 * names no professional and may concern any team.
 */
export function namesOneOf(rpps: readonly string[]): RegExp {
  return rpps.length === 0 ? NOTHING : new RegExp(`"(?:${[...new Set(rpps)].join('|')}|kept)"`);
}
