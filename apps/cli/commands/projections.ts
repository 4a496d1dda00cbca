/** `decompte projections status | rebuild NAME`: what is computed from the log, and how far it is. */
import type { ProjectionStatus } from '#libs/read-store/read-store.ts';
import { healthOf, healthText } from '#libs/read-store/health.ts';
import { PROJECTIONS } from '#libs/runtime/projections.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import { type StoreOptions, openStores } from '#apps/cli/stores.ts';
import { ProgressLine, json, result, table } from '#apps/cli/terminal.ts';

export interface ProjectionOptions extends StoreOptions {
  readonly json?: boolean;
}

/** Exit status 1 where a projection that has caught up has not processed what is stored, or has set events aside. */
export async function statusCommand(options: ProjectionOptions): Promise<number> {
  const stores = await openStores(options, false);
  try {
    const all: ProjectionStatus[] = [];
    for (const projection of PROJECTIONS) all.push(await stores.readStore.status(projection, stores.log));
    if (options.json === true) json(all.map((status) => ({ ...status, health: healthText(status) })));
    else
      result(
        table(
          ['projection', 'version', 'position', 'fin du journal', 'traités', 'enregistrés', 'écartés', 'état'],
          all.map((status) => [
            status.name,
            status.version,
            status.position,
            status.end,
            status.processed,
            status.stored,
            status.poison,
            healthText(status),
          ]),
        ),
      );
    return all.some((status) => healthOf(status) === 'UNSOUND') ? 1 : 0;
  } finally {
    await stores.close();
  }
}

export async function rebuildCommand(name: string, options: ProjectionOptions): Promise<number> {
  const projection = PROJECTIONS.find((known) => known.name === name);
  if (projection === undefined)
    throw new Refusal(
      `il n'y a pas de projection « ${name} » ; ce sont ${PROJECTIONS.map((known) => known.name).join(', ')}`,
    );
  const stores = await openStores(options, false);
  const progress = new ProgressLine();
  try {
    const status = await stores.readStore.rebuild(projection, stores.log, (done, total) => {
      progress.show(name, done, total);
    });
    progress.end();
    if (options.json === true) json(status);
    else
      result(
        `${name} reconstruite jusqu'à l'événement ${status.position} : ${status.processed} événements traités, ${status.stored} enregistrés.`,
      );
    return healthOf(status) === 'UNSOUND' ? 1 : 0;
  } finally {
    progress.end();
    await stores.close();
  }
}
