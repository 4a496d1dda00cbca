/** Job: rebuilds a projection beside the one in use. */
import { RebuildProjection } from '#libs/read-store/commands/rebuild-projection.ts';
import { type JobKindHandler, progressOf } from '#apps/worker/handlers/context.ts';

export const rebuildJob: JobKindHandler<'rebuild'> = ({ commands }, { projection }, _job, context) =>
  commands.execute(new RebuildProjection(projection, progressOf(context, projection)));
