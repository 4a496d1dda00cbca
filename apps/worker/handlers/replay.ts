/** Job: what was decided of a range beside what would be now, and why. It changes nothing. */
import { publishedVersion } from '#libs/regulation/publication/published.ts';
import { regulationInForce } from '#libs/regulation/publication/shipped-version.ts';
import { withOverrides } from '#libs/regulation/load.ts';
import { replay } from '#libs/replay/replay.ts';
import { saveReplay } from '#libs/replay/saved.ts';
import { type Handler, commitOf, dayOf, progressOf, rangeOf } from '#apps/worker/handlers/context.ts';

export const replayJob: Handler<'replay'> = async (settings, request, job, context) => {
  const { log, now } = settings;
  const { team, regulation: version, parameters, save } = request;
  const { source: published } = await (version === undefined
    ? regulationInForce(log, commitOf(job, 'replay', now))
    : publishedVersion(log, version));
  const source = parameters === undefined ? published : withOverrides(published, { parameters });
  const replayed = await replay(
    settings,
    {
      range: rangeOf(request),
      knownOn: dayOf(request.knownOn, job.meta),
      source,
      ...(team === undefined ? {} : { team }),
    },
    progressOf(context, 'replay'),
  );
  if (save !== undefined) await saveReplay(settings, save, replayed);
  return replayed.statements.map(({ now: _, ...one }) => one);
};
