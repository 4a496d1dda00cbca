/** The text of a bank's file of XML, from its bytes as they come: in the encoding that its first bytes tell. */
import { shown } from './bank-fields.ts';
import { unreadable } from './refusals.ts';

/** Enough for an XML declaration. */
const HEAD_BYTES = 256;
/**
 * The names that the platform uses. A declaration may use others (UTF8, latin1, ISO8859-1, Cp1252, us-ascii). ISO 20022 allows only UTF-8,
 * but some banks send the others. Source: WHATWG, Encoding Standard, names and labels.
 */
const ENCODINGS: readonly string[] = ['utf-8', 'iso-8859-15', 'windows-1252'];
/** The encodings that a declaration may name, as an error shows them. */
const KNOWN: readonly string[] = ['utf-8', 'us-ascii', 'iso-8859-1', 'iso-8859-15', 'windows-1252'];

type Decoder = InstanceType<typeof TextDecoder>;

/** Decodes chunks of bytes; a character may be cut between two chunks. */
export class BankText {
  #head = new Uint8Array();
  #decoder: Decoder | undefined;

  /** Throws BANK_FILE_ENCODING, BANK_FILE_NOT_ENCODED, XML_NOT_UTF_8. */
  write(bytes: Uint8Array): string {
    if (this.#decoder !== undefined) return decoded(this.#decoder, bytes);
    this.#head = joined(this.#head, bytes);
    return this.#head.length < HEAD_BYTES ? '' : this.#begun();
  }

  /** The rest of the text. Throws BANK_FILE_ENCODING, BANK_FILE_NOT_ENCODED, XML_NOT_UTF_8. */
  end(): string {
    const begun = this.#decoder === undefined ? this.#begun() : '';
    return begun + (this.#decoder === undefined ? '' : decoded(this.#decoder));
  }

  #begun(): string {
    this.#decoder = decoderOf(this.#head);
    return decoded(this.#decoder, this.#head);
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** Chosen by the byte order mark, otherwise by the XML declaration, otherwise UTF-8. Throws BANK_FILE_ENCODING. */
function decoderOf(head: Uint8Array): Decoder {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le', { fatal: true });
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be', { fatal: true });
  const text = new TextDecoder('windows-1252').decode(head.subarray(0, HEAD_BYTES));
  const declared = /^(?:ï»¿)?\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1] ?? 'utf-8';
  const decoder = decoderNamed(declared);
  if (decoder !== undefined && ENCODINGS.includes(decoder.encoding)) return decoder;
  throw unreadable('BANK_FILE_ENCODING', { encoding: shown(declared), known: KNOWN });
}

/** Undefined if the platform has no encoding of that name. */
function decoderNamed(label: string): Decoder | undefined {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    return undefined;
  }
}

function decoded(decoder: Decoder, bytes?: Uint8Array): string {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch {
    const { encoding } = decoder;
    throw encoding === 'utf-8' ? unreadable('XML_NOT_UTF_8', {}) : unreadable('BANK_FILE_NOT_ENCODED', { encoding });
  }
}
