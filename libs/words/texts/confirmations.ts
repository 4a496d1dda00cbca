/** The reason why a person may not confirm a waiting proposal, in French. */
import type { Role } from '#libs/commands/segregation.ts';
import { ROLE_LABELS } from '#libs/words/labels/roles.ts';
import type { ConfirmationStanding } from '#libs/week/confirmations.ts';

export function standingText(standing: Exclude<ConfirmationStanding, 'MAY_CONFIRM'>, role: Role): string {
  switch (standing) {
    case 'EXPIRED':
      return 'la proposition a expiré : à proposer de nouveau';
    case 'ROLE':
      return `se décide avec le rôle « ${ROLE_LABELS[role]} »`;
    case 'SAME_PERSON':
      return 'vous l’avez proposé : une autre personne le confirme';
    case 'RELEASER':
      return 'vous avez libéré la campagne : une autre personne dit ce que la banque en a fait';
    case 'ACCOUNT_PROPOSER':
      return 'vous avez proposé ce compte : une autre personne donne l’exception';
  }
}
