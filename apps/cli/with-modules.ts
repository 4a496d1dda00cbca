/** Runs a command with its modules: a Nest application context on the existing stores, always closed afterwards. */
import 'reflect-metadata';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Command, CommandBus, CqrsModule, type Query, QueryBus } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { receive, receivedCommand } from '#libs/commands/received-command.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { ServedStores, Stores, StoresModule } from '#libs/runtime/stores.module.ts';
import type { SumsOf } from '#libs/statements/calculation/sums-of.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import type { Threads } from '#libs/threads/threads.ts';
import { commandLineCommit } from '#apps/cli/arguments.ts';
import { withNextStep } from '#apps/cli/proposal-hint.ts';
import { NotedReads } from '#apps/cli/reads.ts';
import { type StoreOptions, witnessesOf, openStores } from '#apps/cli/stores.ts';
import { requireTeamsNamed } from '#apps/cli/teams-named.ts';
import { ProgressLine, message } from '#apps/cli/terminal.ts';

export interface Modules {
  readonly query: <Result>(query: Query<Result>) => Promise<Result>;
  readonly command: <Result>(command: Command<Result>) => Promise<Result>;
  /** Ends before the command writes its result. */
  readonly progress: ProgressLine;
  /** Notes the shown patients and accounts. */
  readonly reads: NotedReads;
}

@Module({})
class CommandLineModule {}

/**
 * A key given with --key belongs to one command, as over HTTP: the first command that a person sends in this run claims it, with its
 * auxiliary commands.
 */
class KeyOfRun {
  readonly #log: EventStore;
  #isOpen: boolean;

  constructor(log: EventStore, { key }: { readonly key?: string }) {
    this.#log = log;
    this.#isOpen = key !== undefined;
  }

  /** Throws KEY_REUSED if the key came with another command, KEY_NAMES_PATIENT. */
  async claim(command: object): Promise<void> {
    const { author, ...fields } = command as { readonly author?: Author } & Readonly<Record<string, unknown>>;
    if (!this.#isOpen || author === undefined) return;
    this.#isOpen = false;
    const written = JSON.stringify(fields, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    const asked = { name: `decompte ${command.constructor.name}`, body: JSON.parse(written) as unknown };
    await receive(this.#log, receivedCommand(this.#log, asked, author.meta), author.commit);
  }
}

/**
 * Gives the exit status of the work, by default 0. Throws the errors of the work, and Refusal if the log is missing and may not be created.
 */
export async function withModules(
  options: StoreOptions & { readonly key?: string },
  modules: readonly (Type | DynamicModule)[],
  work: (modules: Modules) => Promise<number> | Promise<void>,
  create = false,
): Promise<number> {
  const { log, readStore, threads, close } = await openStores(options, create);
  try {
    await requireTeamsNamed(log);
  } catch (error) {
    await close();
    throw error;
  }
  const stores = new Stores(log, readStore, { sumsOf: sumsOn(threads), threads, witnesses: witnessesOf(options) });
  const [lost, end] = [await stores.continuity.refusal(), await log.end()];
  if (lost !== undefined) message(`Attention : ${withNextStep(sentenceOf(lost), lost)}`);
  const served = ServedStores.broughtUp(stores);
  const imports = [
    CqrsModule.forRoot(),
    StoresModule.of({ stores, served, programCommit: commandLineCommit, nowMs: Date.now }),
    ...modules,
  ];
  const context = await NestFactory.createApplicationContext(
    { module: CommandLineModule, imports },
    { logger: false, abortOnError: false },
  );
  const key = new KeyOfRun(log, options);
  const [queries, commands, progress] = [context.get(QueryBus), context.get(CommandBus), new ProgressLine()];
  const reads = new NotedReads();
  try {
    return (
      (await work({
        query: (query) => queries.execute(query),
        command: async (command) => {
          await key.claim(command);
          return commands.execute(command);
        },
        progress,
        reads,
      })) ?? 0
    );
  } finally {
    progress.end();
    try {
      await reads.keep(options, log);
      if ((await log.end()) > end) await stores.continuity.noteEnd();
    } finally {
      await context.close();
      await threads.close();
    }
  }
}

/** Only a command that calculates loads the threads. */
function sumsOn(threads: Threads): SumsOf {
  return async (inputs, onProgress) => {
    const { sumsOfAllOn } = await import('#libs/statements/calculation/sums-on-threads.ts');
    return sumsOfAllOn(threads)(inputs, onProgress);
  };
}
