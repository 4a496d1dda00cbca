/**
 * Flags QUALITY_MISSING and QUALITY_PROVISIONAL: no score is known, or the score of an earlier year is used. Source: rules, "Quality
 * score".
 */
import type { UsedScore } from '#libs/quality/score.ts';
import type { Flag } from '#libs/statements/rules/statement.ts';

/** Empty if quality is presumed, and no score is used. */
export function qualityFlags(used: UsedScore | undefined): Flag[] {
  if (used === undefined) return [];
  if (used.isProvisional) return ['QUALITY_PROVISIONAL'];
  return used.score === undefined ? ['QUALITY_MISSING'] : [];
}
