/** Runs a command with its modules: a Nest application context on the existing stores, always closed afterwards. */
import 'reflect-metadata';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Command, CommandBus, CqrsModule, type Query, QueryBus } from '@nestjs/cqrs';
import { ServedStores, Stores, StoresModule } from '#libs/runtime/stores.module.ts';
import type { SumsOf } from '#libs/statements/calculation/sums-of.ts';
import type { Threads } from '#libs/threads/threads.ts';
import { commitOf } from '#apps/cli/arguments.ts';
import { type StoreOptions, openStores } from '#apps/cli/stores.ts';
import { ProgressLine } from '#apps/cli/terminal.ts';

export interface Modules {
  readonly query: <Result>(query: Query<Result>) => Promise<Result>;
  readonly command: <Result>(command: Command<Result>) => Promise<Result>;
  /** Ends before the command writes its result. */
  readonly progress: ProgressLine;
}

@Module({})
class CommandLineModule {}

/**
 * Gives the exit status of the work, by default 0. Throws what the work throws, and Refusal if there is no log,
 * unless it may be created.
 */
export async function withModules(
  options: StoreOptions,
  modules: readonly (Type | DynamicModule)[],
  work: (modules: Modules) => Promise<number> | Promise<void>,
  create = false,
): Promise<number> {
  const { log, readStore, threads } = await openStores(options, create);
  const stores = new Stores(log, readStore, sumsOn(threads));
  const served = ServedStores.broughtUp(stores);
  const imports = [CqrsModule.forRoot(), StoresModule.of({ stores, served, programCommit: commitOf }), ...modules];
  const context = await NestFactory.createApplicationContext(
    { module: CommandLineModule, imports },
    { logger: false, abortOnError: false },
  );
  const [queries, commands, progress] = [context.get(QueryBus), context.get(CommandBus), new ProgressLine()];
  try {
    return (
      (await work({
        query: (query) => queries.execute(query),
        command: (command) => commands.execute(command),
        progress,
      })) ?? 0
    );
  } finally {
    progress.end();
    await context.close();
    await threads.close();
  }
}

/** Only a command that calculates loads them. */
function sumsOn(threads: Threads): SumsOf {
  return async (inputs, onProgress) => {
    const { sumsOfAllOn } = await import('#libs/statements/calculation/sums-on-threads.ts');
    return sumsOfAllOn(threads)(inputs, onProgress);
  };
}
