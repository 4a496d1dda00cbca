/** How the calculation that the screen shows stands to the last decision. */

interface Calculated {
  readonly digest: string;
  /** Up to which position of the log it knows the facts. */
  readonly pin: { readonly position: number };
}

/** SAME: nothing to say. CALCULATED: the calculation came after the decision. REGULARISED: the last decision rests on a later one. */
type SinceDecided = 'SAME' | 'CALCULATED' | 'REGULARISED';

export function sinceDecided(shown: Calculated, decided: Calculated | undefined): SinceDecided {
  if (decided === undefined || decided.digest === shown.digest) return 'SAME';
  return shown.pin.position < decided.pin.position ? 'REGULARISED' : 'CALCULATED';
}
