/** Runs many stories and counts their outcomes; gives the shortest story of the first finding. */
import type { Lens } from '#test/simulation/log/process-log.ts';
import { type Finding, runStory } from '#test/simulation/run-story.ts';
import { shortened } from '#test/simulation/shorten.ts';
import type { Story } from '#test/simulation/story.ts';
import { told } from '#test/simulation/tell.ts';
import { writeStory } from '#test/simulation/write/write-story.ts';

export interface SimulationAsked {
  readonly seed: number;
  readonly runs: number;
  readonly lens?: Lens;
  readonly onRun?: (done: number) => void;
}

export interface Simulated {
  readonly runs: number;
  readonly steps: number;
  /** How often each act came to each outcome: `release done`, `release refused RUN_REFUSED`. */
  readonly counts: ReadonlyMap<string, number>;
  readonly found: FoundStory | undefined;
}

export interface FoundStory extends Finding {
  readonly seed: number;
  readonly story: Story;
}

/** Seeds from `seed` on. Stops at the first finding. */
export async function simulate({ seed, runs, lens = {}, onRun }: SimulationAsked): Promise<Simulated> {
  const counts = new Map<string, number>();
  let steps = 0;
  for (let run = 0; run < runs; run++) {
    const story = writeStory(seed + run);
    const { results, finding } = await runStory(story, lens);
    steps += results.length;
    for (const [i, own] of results.entries())
      for (const result of own) {
        const more = result.outcome === 'refused' ? ` ${result.codes.join()}` : '';
        const name = `${story[i]?.act.act ?? 'last'} ${result.outcome}${more}`;
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    if (finding !== undefined) return { runs: run + 1, steps, counts, found: { ...finding, seed: seed + run, story } };
    onRun?.(run + 1);
  }
  return { runs, steps, counts, found: undefined };
}

/** The shortest story that still shows the finding, as sentences. */
export async function shortestStory({ invariant, story }: FoundStory, lens: Lens = {}): Promise<readonly string[]> {
  const short = await shortened(story, async (fewer) => {
    const { finding } = await runStory(fewer, lens);
    return finding?.all.includes(invariant) === true;
  });
  const { results, finding } = await runStory(short, lens);
  return [...told(short, results), `Then it does not hold that ${invariant}: ${finding?.said ?? ''}`];
}
