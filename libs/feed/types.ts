/** The types of the feed, each with the recorded event that it publishes. */

/** Selects the conversion of the data and its schema. */
export type DataKind = 'calculation' | 'decision' | 'payment';

export interface PublishedType {
  readonly type: string;
  /** Type of the event in the log. */
  readonly recorded: string;
  readonly kind: DataKind;
  /** In French, for readers of the contract. */
  readonly about: string;
}

const PREFIX = 'fr.decompte.';

function published(type: string, recorded: string, kind: DataKind, about: string): PublishedType {
  return { type: `${PREFIX}${type}`, recorded, kind, about };
}

/** Only final results are published: a submission, rejection, draft or posting is internal work in progress. */
export const PUBLISHED_TYPES: readonly PublishedType[] = [
  published(
    'statement.calculated',
    'StatementCalculated',
    'calculation',
    'Un décompte est calculé, avec son livre des actes.',
  ),
  published(
    'statement.no-longer-due',
    'StatementNoLongerDue',
    'calculation',
    'Un calcul ne trouve plus de décompte où il y en avait un : l’équipe n’est plus dans l’expérimentation.',
  ),
  published('statement.approved', 'StatementApproved', 'decision', 'Un décompte est approuvé : il est dû.'),
  published('statement.withdrawn', 'StatementWithdrawn', 'decision', 'Une approbation est retirée.'),
  published(
    'regularisation.approved',
    'RegularisationApproved',
    'decision',
    'Un décompte décidé est régularisé : une différence s’ajoute à ce qui était décidé.',
  ),
  published(
    'regularisation.withdrawn',
    'RegularisationWithdrawn',
    'decision',
    'L’approbation d’une régularisation est retirée.',
  ),
  published('payment.released', 'PaymentReleased', 'payment', 'Un versement part à la banque.'),
  published('payment.executed', 'PaymentExecuted', 'payment', 'La banque a payé un versement.'),
  published('payment.returned', 'PaymentReturned', 'payment', 'Un versement est revenu ; il est dû de nouveau.'),
];

export const TYPE_NAMES: readonly string[] = PUBLISHED_TYPES.map(({ type }) => type);

const BY_RECORDED: ReadonlyMap<string, PublishedType> = new Map(PUBLISHED_TYPES.map((one) => [one.recorded, one]));

/** Undefined for a type that is not published. */
export function publishedTypeOf(recorded: string): PublishedType | undefined {
  return BY_RECORDED.get(recorded);
}

/** Categories of the streams that hold published events. */
export const PUBLISHED_CATEGORIES: readonly string[] = ['statement', 'payment', 'ledger'];
