/**
 * Reads what the bank answers about payments: a status report (pain.002), what is booked on the account (camt.053, camt.054), or a
 * CSV. What is about a payment of ours is taken; all else is a remark, and no entry costs the rest of the file.
 */
import { readAnswerCsv } from './answer-csv.ts';
import { answerOf, type BankAnswer } from './bank-answer.ts';
import { noFindings, type Reader } from './findings.ts';
import { readEntry } from './camt.ts';
import { readPain002 } from './pain-002.ts';
import { unreadable } from './refusals.ts';
import { type SentRun, sentRunsOf } from './sent-runs.ts';
import { one, place, readXml, type XmlNode } from './xml.ts';

interface Message {
  /** The one element of Document. */
  readonly element: string;
  readonly read: (message: XmlNode, reader: Reader, entries: number) => void;
}

/** Entries are read while the file is, so that nothing is left to read of them. */
function readBooked(message: XmlNode, _: Reader, entries: number): void {
  if (entries === 0) throw unreadable('NO_ENTRY', { at: place(message) });
}

const MESSAGES: ReadonlyMap<string, Message> = new Map([
  ['pain.002', { element: 'CstmrPmtStsRpt', read: readPain002 }],
  ['camt.053', { element: 'BkToCstmrStmt', read: () => undefined }],
  ['camt.054', { element: 'BkToCstmrDbtCdtNtfctn', read: readBooked }],
]);
/** Versions 2 to 15: the elements that are read are the same in all of them. */
const NAMESPACE = /^urn:iso:std:iso:20022:tech:xsd:(pain\.002|camt\.053|camt\.054)\.001\.(?:0[2-9]|1[0-5])$/;

/**
 * What the bank's file says of the payments that were sent. It is XML where its first character is `<`, and CSV otherwise.
 * Throws a DomainError (invalid) of `UnreadableFile` where it cannot be read at all.
 */
export function readBankAnswer(file: string | Uint8Array, runs: readonly SentRun[]): BankAnswer {
  const text = typeof file === 'string' ? file : decoded(file);
  if (text.trim() === '') throw unreadable('BANK_FILE_EMPTY', {});
  const sent = sentRunsOf(runs);
  const findings = noFindings();
  if (/^\s*</.test(text)) return answerOf(readMessage(text, { sent, findings }), findings, sent);
  readAnswerCsv(text, findings);
  return answerOf('csv', findings, sent);
}

/** Gives the name of the message. */
function readMessage(text: string, reader: Reader): string {
  let entries = 0;
  const take = (entry: XmlNode): void => {
    entries++;
    readEntry(entry, reader);
  };
  const document = readXml(text.trimStart(), { name: 'Ntry', take });
  if (document.name !== 'Document') throw unreadable('NOT_A_DOCUMENT', { root: document.name.slice(0, 40) });
  const name = NAMESPACE.exec(document.namespace)?.[1] ?? '';
  const message = MESSAGES.get(name);
  if (message === undefined)
    throw unreadable('UNKNOWN_MESSAGE', { namespace: document.namespace.slice(0, 80), known: [...MESSAGES.keys()] });
  const inside = one(document, message.element);
  if (inside === undefined) throw unreadable('MESSAGE_MISSING', { element: message.element });
  message.read(inside, reader, entries);
  return name;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable('BANK_FILE_NOT_UTF8', {});
  }
}
