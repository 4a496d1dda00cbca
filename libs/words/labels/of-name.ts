/** « de » before a name, as French writes it. */

/** `de Bruno`, `d’Alice`. */
export function ofName(name: string): string {
  return /^[AEIOUYÉÈÊÎH]/i.test(name) ? `d’${name}` : `de ${name}`;
}
