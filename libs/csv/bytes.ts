/** Detects the kind of a text from its bytes before decoding: a workbook, UTF-16, UTF-8, or the code page of Windows in France. */
import type { Encoding, LineBreak } from '#libs/csv/dialect.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** ZIP (xlsx, ods) and the compound files of older Excel. */
const WORKBOOKS = [Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.from([0xd0, 0xcf, 0x11, 0xe0])];
const UTF_16_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

/** The reason why the bytes are no text with one byte per character; undefined if they may be. `first`: the beginning of the file. */
export function otherThanText(first: Uint8Array): 'WORKBOOK' | 'UTF-16' | undefined {
  const begins = (mark: Buffer): boolean => mark.equals(first.subarray(0, mark.length));
  if (WORKBOOKS.some(begins)) return 'WORKBOOK';
  // Without a mark, Latin letters in UTF-16 have a zero in every second byte.
  const hasZero = first.length > 1 && (first[0] === 0 || first[1] === 0);
  return hasZero || UTF_16_MARKS.some(begins) ? 'UTF-16' : undefined;
}

/** The text without the byte order mark that some programs write before it. */
export function withoutBom(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

export function lineBreakByte(lineBreak: LineBreak): number {
  return lineBreak === 'CR' ? CARRIAGE_RETURN : LINE_FEED;
}

/** Decided by the first line: CR if it ends with a CR without LF. */
export function lineBreakOf(first: Uint8Array): LineBreak {
  const at = first.indexOf(CARRIAGE_RETURN);
  if (at < 0 || first[at + 1] === LINE_FEED) return 'LF';
  const feed = first.indexOf(LINE_FEED);
  return feed >= 0 && feed < at ? 'LF' : 'CR';
}

interface EncodingFault {
  readonly fault: 'NEITHER_UTF8_NOR_1252' | 'CUT_OFF';
  readonly line: number;
}

/**
 * The letters and marks of a French text in Windows-1252. The others are rare there and common in other encodings: é of a Macintosh is Ž
 * here, œ of ISO 8859-15 is ½; a text with one of them has two readings.
 */
const FRENCH = new Uint8Array(256).fill(1);
for (const rare of [
  0x81, 0x83, 0x88, 0x89, 0x8a, 0x8b, 0x8d, 0x8e, 0x8f, 0x90, 0x98, 0x9a, 0x9b, 0x9d, 0x9e, 0x9f, 0xa4, 0xbc, 0xbd,
  0xbe,
])
  FRENCH[rare] = 0;

/** Detects the encoding of bytes that are not all UTF-8, given one part after the other. */
export class OtherEncoding {
  readonly #break: number;
  #line = 1;
  #before = 0;
  /** How many bytes the current UTF-8 character still lacks. */
  #open = 0;
  #notUtf8: number | undefined;
  #utf8Letter: number | undefined;
  #notFrench: number | undefined;

  constructor(lineBreak: LineBreak) {
    this.#break = lineBreakByte(lineBreak);
  }

  take(chunk: Uint8Array): void {
    for (const byte of chunk) {
      if (byte >= 0x80) this.#high(byte);
      else {
        if (this.#open > 0) this.#notUtf8 ??= this.#line;
        this.#open = 0;
        if (byte === this.#break) this.#line++;
      }
      this.#before = byte;
    }
  }

  verdict(): Encoding | EncodingFault {
    // All but its last character is UTF-8: it was cut off there.
    if (this.#notUtf8 === undefined)
      return { fault: this.#open > 0 ? 'CUT_OFF' : 'NEITHER_UTF8_NOR_1252', line: this.#line };
    if (this.#utf8Letter !== undefined) return { fault: 'NEITHER_UTF8_NOR_1252', line: this.#notUtf8 };
    if (this.#notFrench !== undefined) return { fault: 'NEITHER_UTF8_NOR_1252', line: this.#notFrench };
    return 'Windows-1252';
  }

  #high(byte: number): void {
    const continues = byte < 0xc0;
    if (FRENCH[byte] === 0) this.#notFrench ??= this.#line;
    // Ã and Â before a mark are how the accents of UTF-8 look; no French text has them.
    if (continues && (this.#before === 0xc2 || this.#before === 0xc3)) this.#utf8Letter ??= this.#line;
    if (continues === (this.#open === 0)) this.#notUtf8 ??= this.#line;
    this.#open = continues ? Math.max(0, this.#open - 1) : bytesAfter(byte);
  }
}

function bytesAfter(lead: number): number {
  if (lead < 0xe0) return 1;
  return lead < 0xf0 ? 2 : 3;
}

/** A whole text: its characters and its encoding, or the reason why it has none. */
export function textOf(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } | EncodingFault {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    const other = new OtherEncoding(lineBreakOf(bytes));
    other.take(bytes);
    const encoding = other.verdict();
    if (typeof encoding === 'object') return encoding;
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding };
  }
}
