/**
 * Reads what the bank answers about payments: a status report (pain.002), a notification of debits and returns (camt.054), or a
 * CSV of the same.
 */
import { type BankAnswer, type SentRun } from './bank-answer.ts';
import { readAnswerCsv } from './answer-csv.ts';
import { readCamt054 } from './camt-054.ts';
import { type Checked, right, wrong } from './checked.ts';
import { readPain002 } from './pain-002.ts';
import { one, readXml, BankFileFault, type XmlNode } from './xml.ts';

export type { AnswerEntry, BankAnswer, Outcome, SentRun } from './bank-answer.ts';

type Reader = (message: XmlNode, sentRuns: readonly SentRun[]) => BankAnswer;

const MESSAGES: ReadonlyMap<string, readonly [element: string, reader: Reader]> = new Map(
  Object.entries({
    'urn:iso:std:iso:20022:tech:xsd:pain.002.001.03': ['CstmrPmtStsRpt', readPain002],
    'urn:iso:std:iso:20022:tech:xsd:pain.002.001.10': ['CstmrPmtStsRpt', readPain002],
    'urn:iso:std:iso:20022:tech:xsd:camt.054.001.02': ['BkToCstmrDbtCdtNtfctn', readCamt054],
    'urn:iso:std:iso:20022:tech:xsd:camt.054.001.08': ['BkToCstmrDbtCdtNtfctn', readCamt054],
  } as const),
);

/**
 * The entries of the bank's file, which is XML where its first character is `<` and CSV otherwise; or why it is refused, as one
 * sentence that names the element and says what would be right. `sentRuns` are the runs to whose payments a status or a booking
 * of a whole batch is applied; without them a file that has only those is refused.
 */
export function readBankAnswer(file: string | Uint8Array, sentRuns: readonly SentRun[] = []): Checked<BankAnswer> {
  try {
    const text = typeof file === 'string' ? file : decoded(file);
    if (text.trim() === '') throw new BankFileFault('Le fichier est vide ; ce serait pain.002, camt.054 ou un CSV.');
    return right(/^\s*</.test(text) ? readMessage(readXml(text.trimStart()), sentRuns) : readAnswerCsv(text));
  } catch (error) {
    if (error instanceof BankFileFault) return wrong(error.message);
    throw error;
  }
}

function readMessage(document: XmlNode, sentRuns: readonly SentRun[]): BankAnswer {
  if (document.name !== 'Document') {
    throw new BankFileFault(`La racine du fichier est ${document.name.slice(0, 40)} ; ce serait Document.`);
  }
  const message = MESSAGES.get(document.namespace);
  if (message === undefined) {
    const known = [...MESSAGES.keys()].map((namespace) => namespace.slice(namespace.lastIndexOf(':') + 1)).join(', ');
    throw new BankFileFault(
      `L'espace de noms de Document est « ${document.namespace.slice(0, 80)} » ; ce serait celui de l'une des versions ${known}.`,
    );
  }
  const [element, reader] = message;
  const inside = one(document, element);
  if (inside === undefined)
    throw new BankFileFault(`Document/${element} manque ; c'est l'élément que son espace de noms annonce.`);
  return reader(inside, sentRuns);
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BankFileFault("Le fichier n'est pas en UTF-8 ; demandez-le à la banque dans ce codage.");
  }
}
