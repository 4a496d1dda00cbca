/** Reads the orders of the product like a bank: from the bytes of its files, with separate code. */
import { type Day, dayFromText } from '#libs/kernel/day.ts';

export interface OrderedPayment {
  readonly endToEndId: string;
  readonly amountCents: bigint;
  /** IBAN and name of the creditor. */
  readonly iban: string;
  readonly name: string;
}

export interface Order {
  readonly id: string;
  readonly debtor: string;
  readonly executionDay: Day;
  readonly count: number;
  readonly totalCents: bigint;
  readonly payments: readonly OrderedPayment[];
}

/** Throws RangeError if the file lacks something that a bank needs. */
export function parseOrder(xml: string): Order {
  const [head = '', ...transfers] = xml.split('<CdtTrfTxInf>');
  return {
    id: inside(head, 'MsgId'),
    debtor: inside(head, 'IBAN'),
    executionDay: dayFromText(inside(head, 'Dt')),
    count: Number(inside(head, 'NbOfTxs')),
    totalCents: centsOf(inside(head, 'CtrlSum')),
    payments: transfers.map((text) => ({
      endToEndId: inside(text, 'EndToEndId'),
      amountCents: centsOf(inside(text, 'InstdAmt')),
      iban: inside(text, 'IBAN'),
      name: inside(text, 'Nm'),
    })),
  };
}

function inside(xml: string, tag: string): string {
  const found = new RegExp(`<${tag}(?: [^>]*)?>([^<]*)</${tag}>`).exec(xml)?.[1];
  if (found === undefined) throw new RangeError(`the file has no ${tag}`);
  return found;
}

function centsOf(euros: string): bigint {
  if (!/^\d+\.\d\d$/.test(euros)) throw new RangeError(`${euros} is not an amount with two decimals`);
  return BigInt(euros.replace('.', ''));
}
