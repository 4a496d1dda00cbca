/** Finds the address of an amount's cause from the links around the amount, so that no screen has to name it. */

const STATEMENT = /^\/decomptes\/[^/?]+\/[^/?]+(?=$|\?)/;
const WHY = /^\/decomptes\/[^/?]+\/[^/?]+\/pourquoi(?=$|\?)/;
const PAYMENT = /^\/paiements\/[^/?]+/;

/** Whether an address belongs to the explanation, or to the journal that the explanation links to. */
export function isOfCause(address: string): boolean {
  return WHY.test(address) || address.startsWith('/journal');
}

/**
 * Chooses among the links beside an amount, by their addresses below /console: a link to the explanation; otherwise the explanation of the
 * first statement; otherwise the first payment, which shows what it pays.
 */
export function causeAmong(addresses: readonly string[]): string | undefined {
  const why = addresses.find((address) => WHY.test(address));
  if (why !== undefined) return why;
  const statement = addresses.find((address) => STATEMENT.test(address));
  if (statement !== undefined) return statement.replace(STATEMENT, (path) => `${path}/pourquoi`);
  return addresses.find((address) => PAYMENT.test(address));
}
