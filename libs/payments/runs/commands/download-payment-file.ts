/** Hands out a file of a released run for the bank, and records who took which bytes. */
import { hash } from 'node:crypto';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { BankFile } from '#libs/payments/bank/bank-files.ts';
import { ledgerOf, decideOnLedger } from '#libs/payments/ledger/ledger.ts';
import type { FileFormat } from '#libs/payments/ledger/run-events.ts';
import { refused, unknown } from '#libs/payments/ledger/refusals.ts';
import { requireNotCancelled } from '#libs/payments/ledger/rules/download-file.ts';
import { bankFilesOf } from '#libs/payments/runs/bank-files-of-run.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

interface FileAsked {
  readonly run: string;
  /** The name of the file; undefined if the run has only one. */
  readonly file?: string | undefined;
  readonly format: FileFormat;
}

interface DownloadedFile {
  readonly file: string;
  readonly payments: number;
  readonly text: string;
  /** SHA-256 of the text, in hexadecimal. */
  readonly digest: string;
}

export class DownloadPaymentFile extends Command<DownloadedFile> {
  readonly asked: FileAsked;
  readonly author: Author;

  constructor(asked: FileAsked, author: Author) {
    super();
    this.asked = asked;
    this.author = author;
  }
}

@CommandHandler(DownloadPaymentFile)
export class DownloadPaymentFileHandler implements ICommandHandler<DownloadPaymentFile> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /**
   * Throws LOG_LOST_ITS_END, NO_SUCH_RUN, RUN_NOT_RELEASED, RUN_CANCELLED, NO_SUCH_FILE, the errors of `bankFilesOf`, and DomainError
   * (conflict, key-reused). The same command again gives the file again and records nothing.
   */
  async execute({ asked, author }: DownloadPaymentFile): Promise<DownloadedFile> {
    const { log, continuity } = this.#stores;
    const { run: name, format } = asked;
    await continuity.requireWhole();
    const ledger = await ledgerOf(log);
    const run = ledger.runs.get(name);
    if (run === undefined) {
      if (ledger.preparedRuns.has(name)) throw refused('RUN_NOT_RELEASED', { run: name });
      throw unknown('NO_SUCH_RUN', { run: name });
    }
    // Applies to a repeated command too: it would hand out the file again.
    requireNotCancelled(ledger, run);
    const chosen = chosenFile(bankFilesOf(ledger, run), asked);
    const text = chosen[format];
    const digest = format === 'xml' ? chosen.digest : hash('sha256', text, 'hex');
    const download = { run: name, file: chosen.id, format, digest };
    const { made } = await decideOnLedger(log, { type: 'downloadFile', ...download }, author);
    if (made !== undefined) await continuity.fileSent(chosen.id, made.position);
    return { file: chosen.id, payments: chosen.payments, text, digest };
  }
}

function chosenFile(files: readonly BankFile[], { run, file }: FileAsked): BankFile {
  const [first] = files;
  if (file === undefined && files.length === 1 && first !== undefined) return first;
  const found = files.find(({ id }) => id === file);
  if (found === undefined) throw unknown('NO_SUCH_FILE', { run, file, files: files.map(({ id }) => id) });
  return found;
}
