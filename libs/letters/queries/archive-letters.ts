/**
 * The letters of a list in one ZIP file. A letter has the same bytes each time, so each is made again while the file is sent, and checked
 * against the digest in the list. Nothing is stored, and the same list gives the same file.
 */
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ZipFile } from 'yazl';
import { decidedOf } from '#libs/letters/decided.ts';
import type { LetterList, ListedLetter } from '#libs/letters/letter-list.ts';
import type { Letterhead } from '#libs/letters/letter.ts';
import { letterPdf } from '#libs/letters/pdf.ts';
import { decisionLetter } from '#libs/letters/queries/read-decision-letter.ts';
import { refused } from '#libs/letters/refusals.ts';
import { archiveContents } from '#libs/words/letters/archive-contents.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** A ZIP file has the day of each entry, in local time: the same for all, and in every time zone. */
const ENTRY = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true, compress: false } as const;

export class ArchiveLetters extends Query<NodeJS.ReadableStream> {
  readonly list: LetterList;

  constructor(list: LetterList) {
    super();
    this.list = list;
  }
}

@QueryHandler(ArchiveLetters)
export class ArchiveLettersHandler implements IQueryHandler<ArchiveLetters> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws LETTER_CHANGED if the first letter differs from the list; a later difference fails the stream. */
  async execute({ list }: ArchiveLetters): Promise<NodeJS.ReadableStream> {
    const { letterhead, letters } = list;
    const [first] = letters;
    if (first !== undefined) await this.#bytesOf(first, letterhead);
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from(archiveContents(letters)), 'lettres.csv', ENTRY);
    for (const listed of letters)
      zip.addReadStreamLazy(listed.file, { ...ENTRY, size: listed.bytes }, (give) => {
        this.#bytesOf(listed, letterhead).then(
          (bytes) => {
            give(null, Readable.from([bytes]));
          },
          (error: unknown) => {
            give(error, Readable.from([]));
          },
        );
      });
    zip.end();
    zip.on('error', (error) => (zip.outputStream as Readable).destroy(error as Error));
    return zip.outputStream;
  }

  async #bytesOf({ team, period, number, file, digest }: ListedLetter, letterhead: Letterhead): Promise<Buffer> {
    await setImmediate();
    const found = await decidedOf(this.#stores.log, { team, period }, number);
    if (found === undefined) throw refused('LETTER_CHANGED', { file });
    const made = await letterPdf(await decisionLetter(this.#stores, found, letterhead));
    if (made.digest !== digest) throw refused('LETTER_CHANGED', { file });
    return made.bytes;
  }
}
