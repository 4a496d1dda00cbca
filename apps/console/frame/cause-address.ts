/** Which address is the cause of an amount, found from the links around it: no screen has to say so. */

const STATEMENT = /^\/decomptes\/[^/?]+\/[^/?]+(?=$|\?)/;
const WHY = /^\/decomptes\/[^/?]+\/[^/?]+\/pourquoi(?=$|\?)/;
const PAYMENT = /^\/paiements\/[^/?]+/;

/** Whether an address is in the explanation itself, or in the journal that it leads to. */
export function isOfCause(address: string): boolean {
  return WHY.test(address) || address.startsWith('/journal');
}

/**
 * Of the links beside an amount, by their addresses below /console: one to the explanation; else the explanation of the first
 * statement; else the first payment, which says what it pays.
 */
export function causeAmong(addresses: readonly string[]): string | undefined {
  const why = addresses.find((address) => WHY.test(address));
  if (why !== undefined) return why;
  const statement = addresses.find((address) => STATEMENT.test(address));
  if (statement !== undefined) return statement.replace(STATEMENT, (path) => `${path}/pourquoi`);
  return addresses.find((address) => PAYMENT.test(address));
}
