/** Drafts the regularisations of chosen statements, and of no other one. */
import { client } from '../../api/client.ts';
import { answer, isPerhapsDone, isTooMany } from '../../api/problem.ts';
import type { Outcome } from '../../parts/outcomes.tsx';
import { selectionOf } from '../variance/periods.ts';
import type { Replayed } from './queries.ts';

/** A row of the replay, with the code of its difference. */
type Chosen = Pick<Replayed, 'team' | 'period' | 'code' | 'knownOn'>;

/**
 * One command for each chosen statement, as the replay showed it: what has changed since is refused. `replay`: the name that it is kept under.
 * After a refusal the commands so far are done, and the others are not sent. Throws Problem if the first is refused, or if it is not known
 * what became of one: the same keys do nothing twice.
 */
export async function regulariseEach(
  chosen: readonly Chosen[],
  replay: string | undefined,
  key: string,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [i, one] of chosen.entries())
    try {
      outcomes.push(...(await inTurn(() => regularise(one, replay, `${key}-${i}`))));
    } catch (error) {
      if (i === 0 || !(error instanceof Error) || isPerhapsDone(error)) throw error;
      return [...outcomes, ...chosen.slice(i).map((left) => outcomeOf(left, `rien n’est fait : ${error.message}`))];
    }
  return outcomes;
}

async function regularise(one: Chosen, replay: string | undefined, key: string): Promise<readonly Outcome[]> {
  const { team, period, code, knownOn } = one;
  const params = { header: { 'Idempotency-Key': key } };
  const as = replay === undefined ? { knownOn } : { replay };
  const body = { ...selectionOf({ period }), team, ...as, codes: code === undefined ? [] : [code] };
  const { outcomes } = await answer(client.POST('/statements/regularise', { params, body }));
  return outcomes.length > 0 ? outcomes : [outcomeOf(one, NOTHING_LEFT)];
}

/** Sends a command of many; if there were too many in this minute, once again when the service asks for it. */
async function inTurn<Result>(send: () => Promise<Result>): Promise<Result> {
  try {
    return await send();
  } catch (error) {
    if (!isTooMany(error) || error.retryAfterS === undefined) throw error;
    await new Promise((resolve) => setTimeout(resolve, (error.retryAfterS ?? 0) * 1_000));
    return send();
  }
}

function outcomeOf({ team, period }: Chosen, refused: string): Outcome {
  return { team, period, events: [], position: null, refused };
}

const NOTHING_LEFT =
  'il n’y a plus rien à régulariser : la même régularisation est déjà préparée, soumise ou décidée ; relisez le décompte';
