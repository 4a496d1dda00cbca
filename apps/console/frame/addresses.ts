/** The addresses of the screens that others lead to, below /console. */

export function statementAddress(team: string, period: string): string {
  return `/decomptes/${encodeURIComponent(team)}/${period}`;
}

export function teamAddress(team: string): string {
  return `/equipes/${encodeURIComponent(team)}`;
}

export function envelopeAddress(envelope: string): string {
  return `/enveloppes/${encodeURIComponent(envelope)}`;
}

export function runAddress(run: string): string {
  return `/campagnes/${encodeURIComponent(run)}`;
}

/** The address of a payment, by its reference at the bank. */
export function paymentAddress(endToEndId: string): string {
  return `/paiements/${encodeURIComponent(endToEndId)}`;
}

/** The events of a stream. */
export function streamAddress(stream: string): string {
  return `/journal?flux=${encodeURIComponent(stream)}`;
}
