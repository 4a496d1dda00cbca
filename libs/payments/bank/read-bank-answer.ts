/**
 * Reads an answer of the bank: a status report (pain.002), bookings (camt.053, camt.054) or a CSV. It reads the file as it arrives. Entries
 * about our payments are taken, all others become remarks, and a bad entry does not stop the rest.
 */
import { setImmediate } from 'node:timers/promises';
import { CSV_LENGTH_MAX, readAnswerCsv } from './answer-csv.ts';
import { answerOf, type BankAnswer } from './bank-answer.ts';
import { BankText } from './bank-text.ts';
import { noFindings, type Reader } from './findings.ts';
import { readEntry } from './camt.ts';
import { keepOurs, readPain002 } from './pain-002.ts';
import { unreadable } from './refusals.ts';
import { type SentRun, sentRunsOf } from './sent-runs.ts';
import { one, place, XmlReader, type XmlNode } from './xml.ts';

interface Message {
  /** The one element of Document. */
  readonly element: string;
  readonly read: (message: XmlNode, reader: Reader, entries: number) => void;
}

/** The entries were read as the file arrived, so nothing is left to do. */
function readBooked(message: XmlNode, _: Reader, entries: number): void {
  if (entries === 0) throw unreadable('NO_ENTRY', { at: place(message) });
}

const MESSAGES: ReadonlyMap<string, Message> = new Map([
  ['pain.002', { element: 'CstmrPmtStsRpt', read: readPain002 }],
  ['camt.053', { element: 'BkToCstmrStmt', read: () => undefined }],
  ['camt.054', { element: 'BkToCstmrDbtCdtNtfctn', read: readBooked }],
]);
/** Versions 2 to 15: the elements that we read are the same in all of them. */
const NAMESPACE = /^urn:iso:std:iso:20022:tech:xsd:(pain\.002|camt\.053|camt\.054)\.001\.(?:0[2-9]|1[0-5])$/;

/** Names, addresses and purposes: the greater part of a file, and irrelevant for settling a payment. */
const IGNORED: ReadonlySet<string> = new Set([
  'Cdtr',
  'CdtrAcct',
  'CdtrAgt',
  'CdtrAgtAcct',
  'Dbtr',
  'DbtrAgt',
  'PmtTpInf',
  'Purp',
  'RltdAgts',
  'RltdPties',
  'RltdRmtInf',
  'RmtInf',
  'Tax',
  'UltmtCdtr',
  'UltmtDbtr',
]);

/** Reads a file chunk by chunk. It is XML if its first character is `<`, and CSV otherwise. */
export class BankAnswerReader {
  readonly #reader: Reader;
  /** Blanks before the first character that tells the kind. */
  readonly #before: Uint8Array[] = [];
  #kind: XmlFile | CsvFile | undefined;

  constructor(runs: readonly SentRun[]) {
    this.#reader = { sent: sentRunsOf(runs), findings: noFindings() };
  }

  /** Throws a DomainError (invalid) of `UnreadableFile` if the file cannot be read at all. */
  write(bytes: Uint8Array): void {
    if (this.#kind === undefined) {
      const first = bytes.find((byte) => !NOT_YET.has(byte));
      // The first bytes may be a byte order mark; blanks after them are skipped.
      if (first !== undefined || this.#before.length === 0) this.#before.push(bytes);
      if (first === undefined) return;
      this.#kind = first === LESS_THAN ? new XmlFile(this.#reader) : new CsvFile(this.#reader);
      for (const chunk of this.#before.splice(0)) this.#kind.write(chunk);
    } else this.#kind.write(bytes);
  }

  /** Reads the remainder in slices; a caller may let others work between two slices. Throws as `write`. */
  *rest(): Generator<undefined, undefined> {
    if (this.#kind instanceof CsvFile) yield* this.#kind.rest();
  }

  /** The answers of the file about the sent payments. Throws like `write`. */
  end(): BankAnswer {
    if (this.#kind === undefined) throw unreadable('BANK_FILE_EMPTY', {});
    for (const _ of this.rest()) continue;
    const { findings, sent } = this.#reader;
    return answerOf(this.#kind.end(), findings, sent);
  }
}

const LESS_THAN = 0x3c;
/** Blanks, marks of byte order, and the zeros of UTF-16. */
const NOT_YET: ReadonlySet<number> = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xfe, 0xff]);

class XmlFile {
  readonly #text = new BankText();
  readonly #message: XmlMessage;
  #isBegun = false;

  constructor(reader: Reader) {
    this.#message = new XmlMessage(reader);
  }

  write(bytes: Uint8Array): void {
    this.#take(this.#text.write(bytes));
  }

  end(): { readonly kind: string; readonly message: XmlNode } {
    this.#take(this.#text.end());
    return this.#message.end();
  }

  #take(text: string): void {
    const begun = this.#isBegun ? text : text.trimStart();
    this.#isBegun ||= begun !== '';
    this.#message.write(begun);
  }
}

class XmlMessage {
  readonly #xml: XmlReader;
  readonly #reader: Reader;
  #entries = 0;

  constructor(reader: Reader) {
    this.#reader = reader;
    this.#xml = new XmlReader({
      names: new Set(['Ntry', 'TxInfAndSts']),
      take: (node) => (node.name === 'Ntry' ? this.#entry(node) : keepOurs(node, reader)),
      ignored: IGNORED,
    });
  }

  write(text: string): void {
    this.#xml.write(text);
  }

  end(): { readonly kind: string; readonly message: XmlNode } {
    const document = this.#xml.end();
    if (document.name !== 'Document') throw unreadable('NOT_A_DOCUMENT', { root: document.name.slice(0, 40) });
    const name = NAMESPACE.exec(document.namespace)?.[1] ?? '';
    const message = MESSAGES.get(name);
    if (message === undefined)
      throw unreadable('UNKNOWN_MESSAGE', { namespace: document.namespace.slice(0, 80), known: [...MESSAGES.keys()] });
    const inside = one(document, message.element);
    if (inside === undefined) throw unreadable('MESSAGE_MISSING', { element: message.element });
    message.read(inside, this.#reader, this.#entries);
    return { kind: name, message: inside };
  }

  #entry(entry: XmlNode): 'drop' {
    this.#entries++;
    readEntry(entry, this.#reader);
    return 'drop';
  }
}

/** The format of a CSV is detected from the whole file, which is short enough to be held in memory. */
class CsvFile {
  readonly #chunks: Uint8Array[] = [];
  readonly #reader: Reader;
  #bytes = 0;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  write(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    if (this.#bytes > CSV_LENGTH_MAX) throw unreadable('BANK_FILE_TOO_LONG', { max: CSV_LENGTH_MAX });
    this.#chunks.push(bytes);
  }

  *rest(): Generator<undefined, undefined> {
    const chunks = this.#chunks.splice(0);
    if (chunks.length > 0) yield* readAnswerCsv(Buffer.concat(chunks), this.#reader.findings);
  }

  end(): { readonly kind: string; readonly message: undefined } {
    return { kind: 'csv', message: undefined };
  }
}

/** The answers of a file about the sent payments. Throws a DomainError (invalid) of `UnreadableFile`. */
export async function readBankAnswer(
  file: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  runs: readonly SentRun[],
): Promise<BankAnswer> {
  const reader = new BankAnswerReader(runs);
  for await (const chunk of file) reader.write(chunk);
  for (const _ of reader.rest()) await setImmediate();
  return reader.end();
}
