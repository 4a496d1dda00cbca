/** The parts of a bank's XML file that several messages share: amounts, days, reasons. An unreadable part becomes a remark. */
import { withoutSocialSecurityNumbers } from '#libs/kernel/social-security-number.ts';
import { type Day, parseDay } from '#libs/kernel/day.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { centsOf } from './amount.ts';
import type { AnswerReasons } from './findings.ts';
import { unreadable } from './refusals.ts';
import type { Remark } from './remarks.ts';
import { all, place, textAt, type XmlNode } from './xml.ts';

/**
 * A rejection or a return with one of these reasons concerns a duplicate. Source: ISO 20022 external code sets, ExternalStatusReason1Code;
 * DUPL comes from ExternalCancellationReason1Code, which is used to call a payment back.
 */
const DUPLICATES: ReadonlySet<string> = new Set(['AM05', 'DU01', 'DU02', 'DU03', 'DU04', 'DU05', 'DUPL']);

/** Longer texts of the bank are cut. */
const SHOWN_LENGTH_MAX = 40;

/** A text as people read it. Anything that looks like a social security number is removed, because some texts are kept. */
export function shown(text: string): string {
  return withoutSocialSecurityNumbers(text).slice(0, SHOWN_LENGTH_MAX);
}

/** Reads one entry. An unreadable entry becomes a remark, and the rest of the file is still read. */
export function orRemark(remarks: Remark[], read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    remarks.push({ code: error.code, data: error.data } as Remark);
  }
}

/** Cents of an amount element, more than 0. Throws OTHER_CURRENCY, NOT_AN_AMOUNT. */
export function amountCents(node: XmlNode): bigint {
  const currency = node.attributes?.get('Ccy');
  if (currency !== 'EUR')
    throw unreadable('OTHER_CURRENCY', {
      at: place(node),
      currency: currency === undefined ? undefined : shown(currency),
    });
  const cents = centsOf(node.text);
  if (cents === undefined || cents === 0n)
    throw unreadable('NOT_AN_AMOUNT', { at: place(node), text: shown(node.text) });
  return cents;
}

/** The day of the first of these elements that is there. Throws NOT_A_BANK_DAY, DAY_MISSING. */
export function dayAt(nodes: readonly (readonly [XmlNode | undefined, string])[], wanted: XmlNode): Day {
  for (const [node, path] of nodes) {
    const text = textAt(node, `${path}/Dt`) ?? textAt(node, `${path}/DtTm`) ?? textAt(node, path);
    if (node === undefined || text === undefined) continue;
    const match = /^(\d{4}-\d{2}-\d{2})(?:T[\d:.]+)?(?:Z|[+-]\d{2}:\d{2})?$/.exec(text);
    const day = parseDay(match?.[1] ?? '');
    if (day !== undefined) return day;
    throw unreadable('NOT_A_BANK_DAY', { at: place(node), element: path, text: shown(text) });
  }
  throw unreadable('DAY_MISSING', { at: place(wanted), elements: nodes.map(([, path]) => path) });
}

/**
 * The text of an identification; undefined if it is missing or NOTPROVIDED. It is unchanged, to be compared with ours: digits that chance gave
 * one of our ids may look like a social security number. Show it by `shown`, unless it is known to be ours.
 */
export function identificationAt(node: XmlNode | undefined, path: string): string | undefined {
  const text = textAt(node, path);
  return text === undefined || text === 'NOTPROVIDED' ? undefined : text.slice(0, SHOWN_LENGTH_MAX);
}

/** The first reason given in these elements (`StsRsnInf`, `RtrInf`), and whether any of them names a duplicate. */
export function whyOf(nodes: readonly XmlNode[]): AnswerReasons {
  const words = nodes.flatMap((node) => all(node, 'AddtlInf').map(({ text }) => text)).filter((text) => text !== '');
  const codes = nodes.flatMap((node) => textAt(node, 'Rsn/Cd') ?? textAt(node, 'Rsn/Prtry') ?? []);
  return {
    reason: codes[0],
    detail: words.length === 0 ? undefined : words.join(' '),
    duplicate: codes.find((code) => DUPLICATES.has(code)),
  };
}
