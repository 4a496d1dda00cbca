/** Where the erasure of a patient stands, for people. */
export const ERASURE_STATUS_TEXTS = {
  proposed: 'proposé',
  refused: 'refusé',
  withdrawn: 'retiré',
  confirmed: 'confirmé, en cours',
  completed: 'effacé',
} as const satisfies Readonly<Record<string, string>>;

export const ERASURE_GROUND_TEXTS = {
  REQUEST: 'demande',
  KEEPING_PERIOD: 'durée de conservation passée',
} as const satisfies Readonly<Record<string, string>>;
