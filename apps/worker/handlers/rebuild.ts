/** Job: a projection built anew beside the one that serves. One cut off leaves the one that serves as it is. */
import { UnknownSubject } from '#libs/commands/person.ts';
import { PROJECTIONS } from '#libs/runtime/projections.ts';
import { type Handler, progressOf } from '#apps/worker/handlers/context.ts';

export const rebuildJob: Handler<'rebuild'> = async ({ log, readStore }, { projection: name }, _job, context) => {
  const projection = PROJECTIONS.find((known) => known.name === name);
  if (projection === undefined) throw new UnknownSubject(`il n'y a pas de projection « ${name} »`);
  return readStore.rebuild(projection, log, progressOf(context, name));
};
