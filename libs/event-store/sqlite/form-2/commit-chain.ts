/**
 * The chain of form 2: the link of a commit covers the link before, the commit, and the exact bytes stored in its rows, so that it holds
 * also after their key was destroyed.
 */
import { type Hash, createHash, hash } from 'node:crypto';

const FORM = 'decompte-commit-2';
/** Characters hashed at once, as far as whole rows allow. */
const TEXT_MAX = 1 << 15;

/** A row without its texts. */
interface RowFrame {
  /** The name of the stream as JSON. */
  readonly stream: string;
  /** Position and revision of its last event. */
  readonly position: number;
  readonly revision: number;
  readonly events: number;
  /** In hexadecimal. */
  readonly ids: string;
  readonly leaves: string;
}

/** The rows of a commit, in the order of their positions. */
export class RowsDigest {
  readonly #hash: Hash = createHash('sha256');
  /** Text that waits to be hashed: one call of the hash for many rows is faster than one for each. */
  #text = '';

  add(frame: RowFrame, head: string | Uint8Array, body: string | Uint8Array, isSealed: boolean): void {
    const { stream, position, revision, events, ids, leaves } = frame;
    const [headBytes, bodyBytes] = [Buffer.byteLength(head), Buffer.byteLength(body)];
    const values = `${stream}\n${position}\n${revision}\n${events}\n${ids}\n${leaves}\n${headBytes}\n${isSealed ? 'sealed' : 'open'}\n${bodyBytes}\n`;
    this.#text += values;
    for (const part of [head, body])
      if (typeof part === 'string') this.#text += part;
      else this.#take().update(part);
    if (this.#text.length > TEXT_MAX) this.#take();
  }

  /** In hexadecimal; called once. */
  end(): string {
    return this.#take().digest('hex');
  }

  #take(): Hash {
    if (this.#text !== '') this.#hash.update(this.#text);
    this.#text = '';
    return this.#hash;
  }
}

/** The commit around its rows. */
interface CommitFrame {
  readonly no: number;
  /** First and last position. */
  readonly from: number;
  readonly to: number;
  /** commitText. */
  readonly text: string;
  /** In hexadecimal; empty if the log was not carried over. */
  readonly former: string;
}

/** SHA-256 in hexadecimal. */
export function commitLink(previous: string, { no, from, to, text, former }: CommitFrame, rowsDigest: string): string {
  return hash('sha256', `${FORM}\n${previous}\n${no}\n${from}\n${to}\n${text}\n${former}\n${rowsDigest}`, 'hex');
}

/** Identifies the log up to a position inside a commit: the link before the commit, and the leaves up to there. */
export function partLink(previous: string, position: number, leaves: string): string {
  return hash('sha256', `${FORM} part\n${previous}\n${position}\n${leaves}`, 'hex');
}
