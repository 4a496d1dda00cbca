/**
 * The part of the schema pain.001.001.09 that our SEPA credit transfers use, as data: every element in its order, its number of
 * occurrences, and the form of its text. Source: ISO 20022, message definition CustomerCreditTransferInitiationV09.
 */
import { parseDay } from '#libs/kernel/day.ts';
import { codePointCount } from '#libs/kernel/text.ts';

/** The form of a text: its name in the schema, and the check. */
export interface TextType {
  readonly name: string;
  readonly accepts: (text: string) => boolean;
}

export interface ElementRule {
  readonly name: string;
  /** Whether it has to be there. */
  readonly required: boolean;
  readonly max: number;
  readonly attributes: Readonly<Record<string, TextType>>;
  /** Its text, or its elements in order. */
  readonly inside: TextType | readonly ElementRule[];
}

export const PAIN_001 = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

function lengthOf(name: string, max: number): TextType {
  return { name, accepts: (text) => text !== '' && codePointCount(text) <= max };
}

function pattern(name: string, form: RegExp): TextType {
  return { name, accepts: (text) => form.test(text) };
}

function codes(name: string, ...known: readonly string[]): TextType {
  return { name, accepts: (text) => known.includes(text) };
}

/** Not negative, like every amount of a transfer. */
function decimal(name: string, digitsMax: number, fractionMax: number): TextType {
  const accepts = (text: string): boolean => {
    const match = /^0*(\d+)(?:\.(\d+?)0*)?$/.exec(text);
    const [whole = '', fraction = ''] = match?.slice(1) ?? [];
    const digits = (whole === '0' ? 0 : whole.length) + (fraction === '0' ? 0 : fraction.length);
    return match !== null && digits <= digitsMax && fraction.length <= fractionMax;
  };
  return { name, accepts };
}

const DATE_TIME = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)?$/;

const MAX_35_TEXT = lengthOf('Max35Text', 35);
const MAX_140_TEXT = lengthOf('Max140Text', 140);
const NUMBER_OF_TRANSACTIONS = pattern('Max15NumericText', /^\d{1,15}$/);
const CONTROL_SUM = decimal('DecimalNumber', 18, 17);
const AMOUNT = decimal('ActiveOrHistoricCurrencyAndAmount', 18, 5);
const CURRENCY = pattern('ActiveOrHistoricCurrencyCode', /^[A-Z]{3}$/);
const IBAN = pattern('IBAN2007Identifier', /^[A-Z]{2}\d{2}[a-zA-Z0-9]{1,30}$/);
const BIC = pattern('BICFIDec2014Identifier', /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/);
const DATE: TextType = { name: 'ISODate', accepts: (text) => parseDay(text) !== undefined };
const INSTANT: TextType = {
  name: 'ISODateTime',
  accepts: (text) => parseDay(DATE_TIME.exec(text)?.[1] ?? '') !== undefined,
};

function one(name: string, inside: ElementRule['inside'], attributes: ElementRule['attributes'] = {}): ElementRule {
  return { name, required: true, max: 1, attributes, inside };
}

function optional(rule: ElementRule): ElementRule {
  return { ...rule, required: false };
}

function many(rule: ElementRule): ElementRule {
  return { ...rule, max: Infinity };
}

const PARTY = [one('Nm', MAX_140_TEXT)];
const ACCOUNT = [one('Id', [one('IBAN', IBAN)])];
const AGENT = [one('FinInstnId', [one('BICFI', BIC)])];
const TOTALS = [one('NbOfTxs', NUMBER_OF_TRANSACTIONS), one('CtrlSum', CONTROL_SUM)];

const TRANSFER = one('CdtTrfTxInf', [
  one('PmtId', [one('EndToEndId', MAX_35_TEXT)]),
  one('Amt', [one('InstdAmt', AMOUNT, { Ccy: CURRENCY })]),
  optional(one('CdtrAgt', AGENT)),
  one('Cdtr', PARTY),
  one('CdtrAcct', ACCOUNT),
  optional(one('RmtInf', [one('Ustrd', MAX_140_TEXT)])),
]);

/** Stricter than the schema wherever the scheme is: the optional elements that every SEPA transfer has are required. */
export const PAYMENT_FILE = one('Document', [
  one('CstmrCdtTrfInitn', [
    one('GrpHdr', [one('MsgId', MAX_35_TEXT), one('CreDtTm', INSTANT), ...TOTALS, one('InitgPty', PARTY)]),
    one('PmtInf', [
      one('PmtInfId', MAX_35_TEXT),
      one('PmtMtd', codes('PaymentMethod3Code', 'TRF')),
      ...TOTALS,
      one('PmtTpInf', [one('SvcLvl', [one('Cd', lengthOf('ExternalServiceLevel1Code', 4))])]),
      one('ReqdExctnDt', [one('Dt', DATE)]),
      one('Dbtr', PARTY),
      one('DbtrAcct', ACCOUNT),
      one('DbtrAgt', AGENT),
      one('ChrgBr', codes('ChargeBearerType1Code', 'SLEV')),
      many(TRANSFER),
    ]),
  ]),
]);
