/** The status of a patient's erasure, for people. */
export const ERASURE_STATUS_TEXTS = {
  proposed: 'proposé',
  refused: 'refusé',
  withdrawn: 'retiré',
  confirmed: 'confirmé, en cours',
  completed: 'effacé',
} as const satisfies Readonly<Record<string, string>>;

/** The patient and the status; `patient` is undefined once nothing names the patient. */
export function erasureText(status: keyof typeof ERASURE_STATUS_TEXTS, patient: string | undefined): string {
  const text = ERASURE_STATUS_TEXTS[status];
  if (patient !== undefined) return `patient ${patient}, ${text}`;
  return status === 'completed' ? 'patient effacé' : `${text} ; patient effacé`;
}

export const ERASURE_GROUND_TEXTS = {
  REQUEST: 'demande',
  KEEPING_PERIOD: 'durée de conservation passée',
} as const satisfies Readonly<Record<string, string>>;

/** The reason of an erasure that nobody asked for. */
export function keepingReason({ years }: { readonly years: number }): string {
  return `conservation de ${years} ans passée`;
}

/** The source of a retention period. */
export const KEEPING_SOURCE_TEXTS = {
  COMMERCIAL_CODE:
    'Durée supposée, celle des pièces justificatives d’une dépense (code de commerce, art. L. 123-22) : remplacez-la par celle de l’arrêté ou du registre des traitements.',
} as const satisfies Readonly<Record<string, string>>;
