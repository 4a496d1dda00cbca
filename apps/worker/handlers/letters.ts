/** Job: lists the letters of a period with their digests; the API makes the ZIP file from the list. */
import { ListLetters } from '#libs/letters/queries/list-letters.ts';
import { type JobKindHandler, progressOf } from '#apps/worker/handlers/context.ts';

export const lettersJob: JobKindHandler<'letters'> = ({ queries, letterhead }, { period }, _job, context) =>
  queries.execute(new ListLetters(period, letterhead, progressOf(context, 'letters')));
