/** French names of the changes of the payment ledger by two people. */
import type { ProposalKey } from '#libs/payments/ledger/change.ts';
import { ofName } from '#libs/words/labels/of-name.ts';

/** By the parts of the id after the key, separated by colons: an envelope and a team, or the single subject. */
const NAMES: Readonly<Record<ProposalKey, (of: string, team: string) => string>> = {
  envelope: (envelope) => `enveloppe ${envelope}`,
  exception: (exception) => `exception ${exception}`,
  hold: () => 'délai des comptes changés',
  demand: (envelope, team) => `demande de remboursement à ${team} pour l’enveloppe ${envelope}`,
  repayment: (envelope, team) => `remboursement ${ofName(team)} à l’enveloppe ${envelope}`,
  'take-back': (envelope, team) => `abandon de la demande à ${team} pour l’enveloppe ${envelope}`,
  cancellation: (run) => `annulation de la campagne ${run}`,
  undoing: (decision) => `écriture de la décision ${decision}, à défaire`,
  answer: (answer) => `réponse de la banque ${answer}`,
};

/** `demande de remboursement à PEPS-01 pour l’enveloppe FIR` for the id `demand:FIR:PEPS-01`. */
export function proposalName(id: string): string {
  const [key, of = '', ...team] = id.split(':');
  return NAMES[key as ProposalKey](of, team.join(':'));
}
