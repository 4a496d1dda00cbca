/** How long a proposal has waited, in French. */
import type { Day } from '#libs/kernel/day.ts';
import { frenchDay } from '#libs/kernel/french-days.ts';
import { counted } from '#libs/kernel/counted.ts';
import { type Proposal, ageInDays, isExpired, lastDayToConfirm } from '#libs/commands/proposal.ts';

/** `par Alice, il y a 3 jours, à confirmer jusqu’au 14/02/2026`. */
export function waitingText(proposal: Proposal, today: Day): string {
  const age = ageInDays(proposal, today);
  const since = age <= 0 ? 'aujourd’hui' : `il y a ${counted(age, 'jour')}`;
  const until = isExpired(proposal, today)
    ? 'expiré : à proposer de nouveau'
    : `à confirmer jusqu’au ${frenchDay(lastDayToConfirm(proposal))}`;
  return `par ${proposal.by.name}, ${since}, ${until}`;
}
