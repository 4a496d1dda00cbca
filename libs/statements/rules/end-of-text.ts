/**
 * Flag SCHEME_ENDED: the text in force on the first day of the period has ended before it. Flag PROJECTION: no text is in force yet. They
 * change no amount. Source: rules, "Flags".
 */
import type { Day } from '#libs/kernel/day.ts';
import { type Scheme, textOn } from '#libs/regulation/regulation.ts';
import type { Flag } from '#libs/statements/rules/statement.ts';
import type { Rules } from '#libs/statements/rules/versions.ts';

/** `until` of a text is its last known day; a text without one has no known end. */
export function endFlags(scheme: Scheme, first: Day, { knowsEndOfText }: Rules): Flag[] {
  const { until } = textOn(scheme, first);
  return [
    ...(scheme.isProjection ? (['PROJECTION'] as const) : []),
    ...(knowsEndOfText && until !== undefined && until < first ? (['SCHEME_ENDED'] as const) : []),
  ];
}
