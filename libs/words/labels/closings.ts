/** French words of close-outs. */
import type { CloseOutItem, ClosingSubject } from '#libs/closing/events.ts';
import { euros } from '#libs/kernel/euros.ts';

export const OPEN_LABELS: Readonly<Record<string, string>> = {
  STILL_IN: 'encore dans l’expérimentation',
  UNDECIDED: 'pas décidé',
  SUBMITTED: 'soumis, pas décidé',
  DRAFTED: 'régularisation préparée',
  DIFFERS: 'à régulariser',
  NOT_POSTED: 'décidé, pas au livre des paiements',
  DUE: 'dû, pas versé',
  AT_BANK: 'à la banque, sans réponse',
  CONTRADICTED: 'réponse contradictoire de la banque',
  ANSWER_PROPOSED: 'réponse de la banque à confirmer',
  DEBT: 'dette',
  DEMANDED: 'remboursement demandé',
  ENVELOPE: 'enveloppe encore ouverte',
} satisfies Readonly<Record<CloseOutItem['kind'], string>>;

export const CLOSING_STATUS_LABELS: Readonly<Record<string, string>> = {
  OPEN: 'ouvert',
  PROPOSED: 'à confirmer',
  CLOSED: 'clos',
};

interface Open {
  readonly kind: string;
  readonly of: string;
  readonly amountCents: bigint | null;
}

/** A team, or an experiment by its scheme. */
export function closingSubjectText({ kind, name }: ClosingSubject): string {
  return kind === 'TEAM' ? name : `l’expérimentation ${name}`;
}

/** The name of an open item: a period as people read it. */
export function openName(of: string): string {
  return of.replace(/ (\d{4})-Q([1-4])$/, ' $1-T$2');
}

/** `PEPS-01 2025-T4 à régulariser (12,34 €)` */
export function openItemText({ kind, of, amountCents }: Open): string {
  return `${openName(of)} ${OPEN_LABELS[kind] ?? kind}${amountCents === null ? '' : ` (${euros(amountCents)})`}`;
}
