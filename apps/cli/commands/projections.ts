/** `decompte projections status | rebuild NAME`: the state of the projections. */
import { counted } from '#libs/kernel/counted.ts';
import { RebuildProjection } from '#libs/read-store/commands/rebuild-projection.ts';
import { healthOf } from '#libs/read-store/health.ts';
import { ProjectionsModule } from '#libs/read-store/projections.module.ts';
import { FindProjections } from '#libs/read-store/queries/find-projections.ts';
import { healthText } from '#libs/words/health.ts';
import { PROJECTION_LABELS } from '#libs/words/labels/projections.ts';
import { codeTyped } from '#libs/kernel/code-typed.ts';
import { sizeText } from '#libs/words/labels/sizes.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface ProjectionOptions extends StoreOptions {
  readonly json?: boolean;
}

/** Gives exit status 1 if an up-to-date projection has not processed every stored event, or has set events aside. */
export function projectionStatusCommand(options: ProjectionOptions): Promise<number> {
  return withModules(options, [ProjectionsModule], async ({ query }) => {
    const all = await query(new FindProjections());
    if (options.json === true) printJson(all.map((status) => ({ ...status, health: healthText(status) })));
    else
      result(
        table(
          [
            'projection',
            'contenu',
            'version',
            'position',
            'fin du journal',
            'traités',
            'enregistrés',
            'écartés',
            'taille',
            'état',
          ],
          all.map((status) => [
            status.name,
            PROJECTION_LABELS[status.name] ?? '',
            status.version,
            status.position,
            status.end,
            status.processed,
            status.stored,
            status.poison,
            sizeText(status.bytes),
            healthText(status),
          ]),
        ),
      );
    return all.some((status) => healthOf(status) === 'UNSOUND') ? 1 : 0;
  });
}

export function rebuildCommand(typed: string, options: ProjectionOptions): Promise<number> {
  const name = codeTyped(PROJECTION_LABELS, typed) ?? typed;
  return withModules(options, [ProjectionsModule], async ({ command, progress }) => {
    const status = await command(
      new RebuildProjection(name, (done, total) => {
        progress.show(name, done, total);
      }),
    );
    progress.end();
    if (options.json === true) printJson(status);
    else
      result(
        `${name} reconstruite jusqu’à l’événement ${status.position} : ${counted(status.processed, 'événement traité', 'événements traités')}, ${counted(status.stored, 'enregistré')}.`,
      );
    return healthOf(status) === 'UNSOUND' ? 1 : 0;
  });
}
