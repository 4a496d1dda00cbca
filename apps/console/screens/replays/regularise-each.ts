/** Drafts the regularisations of chosen statements, and of no other one. */
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import type { Outcome } from '../../parts/outcomes.tsx';
import { selectionOf } from '../variance/periods.ts';
import type { Replayed } from './queries.ts';

/** A row of the replay, with the code of its difference. */
type Chosen = Pick<Replayed, 'team' | 'period' | 'code' | 'knownOn'>;

/** Throws Problem. Each as the replay showed it: what has changed since is refused. `replay`: the name that it is kept under. */
export async function regulariseEach(
  chosen: readonly Chosen[],
  replay: string | undefined,
  key: string,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  // One command for each chosen statement. After a failure the same keys do nothing twice.
  for (const [i, { team, period, code, knownOn }] of chosen.entries()) {
    const params = { header: { 'Idempotency-Key': `${key}-${i}` } };
    const codes = code === undefined ? [] : [code];
    const as = replay === undefined ? { knownOn } : { replay };
    const body = { ...selectionOf({ period }), team, ...as, codes };
    const { outcomes: made } = await answer(client.POST('/statements/regularise', { params, body }));
    outcomes.push(...(made.length > 0 ? made : [{ team, period, events: [], position: null, refused: NOTHING_LEFT }]));
  }
  return outcomes;
}

const NOTHING_LEFT =
  'il n’y a plus rien à régulariser : la même régularisation est déjà préparée, soumise ou décidée ; relisez le décompte';
