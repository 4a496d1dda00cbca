/** Drafts the regularisations of chosen statements, and of no other one. */
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import type { Outcome } from '../../parts/outcomes.tsx';
import { selectionOf } from '../variance/periods.ts';
import type { Replayed } from './queries.ts';

type Chosen = Pick<Replayed, 'team' | 'period'>;

/** Throws Problem. `as`: the kept replay, or the day of knowledge; neither means today. */
export async function regulariseEach(
  chosen: readonly Chosen[],
  as: { readonly knownOn?: string } | { readonly replay: string },
  key: string,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  // One command for each chosen statement. After a failure the same keys do nothing twice.
  for (const [i, { team, period }] of chosen.entries()) {
    const params = { header: { 'Idempotency-Key': `${key}-${i}` } };
    const body = { ...selectionOf({ period }), team, ...as };
    outcomes.push(...(await answer(client.POST('/statements/regularise', { params, body }))).outcomes);
  }
  return outcomes;
}
