/** Records the facts of a folder. A second run finishes an interrupted one: recorded facts are known. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Commit } from '#libs/event-store/event.ts';
import type { LeaseHolder } from '#libs/event-store/event-store.ts';
import type { ImportSummary } from '#libs/intake/import-summary.ts';
import { type LogImport, importIntoLog } from '#libs/intake/import-into-log.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { INTAKE_WORDS } from '#libs/words/intake.ts';

interface ImportAsked extends Omit<LogImport, 'log' | 'readStore' | 'regulation' | 'words' | 'threads'> {
  readonly holder: LeaseHolder;
  /** Recorded with the first version of the regulation, if the log has none. */
  readonly commit: Commit;
}

export class ImportFacts extends Command<ImportSummary> {
  readonly asked: ImportAsked;

  constructor(asked: ImportAsked) {
    super();
    this.asked = asked;
  }
}

@CommandHandler(ImportFacts)
export class ImportFactsHandler implements ICommandHandler<ImportFacts> {
  readonly #stores: Stores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: Stores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  /** Throws LeaseLost if another writer holds on for longer than the patience, and the errors of `onProgress`. */
  execute({ asked: { commit, ...asked } }: ImportFacts): Promise<ImportSummary> {
    const { log, readStore, threads } = this.#stores;
    const regulation = async () => (await this.#regulationInForce.current(commit)).regulation;
    return importIntoLog({ ...asked, log, readStore, threads, regulation, words: INTAKE_WORDS });
  }
}
