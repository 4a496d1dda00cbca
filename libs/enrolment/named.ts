/** Finds the documents that may concern a team without parsing them. */

/**
 * A pattern that finds any of these identifiers (digits) in the text of a document. The kept part of an erased patient always matches: it
 * names no professional and may concern any team, also one without members.
 */
export function namesOneOf(rpps: readonly string[]): RegExp {
  return new RegExp(`"(?:${[...new Set(rpps), 'kept'].join('|')})"`);
}
