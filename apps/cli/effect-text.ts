/** A sentence on how unrecorded facts, or a merge that waits, would change the amounts of statements. */
import type { ImportEffect } from '#libs/intake/import-summary.ts';
import { counted } from '#libs/kernel/counted.ts';
import { signedEuros } from '#libs/kernel/euros.ts';
import { dayInFrench } from '#libs/kernel/french-days.ts';

export function effectSentence({
  knownOn,
  changed,
  differenceCents,
  otherwise,
}: Omit<ImportEffect, 'changes'>): string {
  const others =
    otherwise === 0
      ? ''
      : ` ${counted(otherwise, 'autre aurait', 'autres auraient')} le même montant, autrement composé.`;
  const change =
    changed === 0
      ? 'aucun montant de décompte ne changerait.'
      : `${counted(changed, 'décompte changerait', 'décomptes changeraient')} de montant, de ${signedEuros(differenceCents)} en tout.`;
  return `Effet, tel que connu au ${dayInFrench(knownOn)} : ${change}${others}`;
}
