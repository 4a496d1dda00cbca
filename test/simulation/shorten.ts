/**
 * Shortens a story to the steps that a finding needs: removes steps as long as the same invariant still fails. Delta debugging, after
 * Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input".
 */
import type { Step, Story } from '#test/simulation/story.ts';

/** Whether a story still shows the same finding. */
export type StillFails = (story: Story) => Promise<boolean>;

/** A story from which no step can be removed, and in which no step can be made simpler. */
export async function shortened(story: Story, stillFails: StillFails): Promise<Story> {
  const short = await withoutSteps(story, stillFails);
  const plain = await withPlainFates(short, stillFails);
  return plain.length < short.length || plain === short ? plain : withoutSteps(plain, stillFails);
}

/** Takes out halves, then quarters, and so on to single steps. */
async function withoutSteps(story: Story, stillFails: StillFails): Promise<Story> {
  let left = story;
  for (let size = Math.ceil(left.length / 2); size >= 1;) {
    const fewer = await withoutOnePart(left, size, stillFails);
    if (fewer !== undefined) left = fewer;
    else if (size === 1) break;
    else size = Math.ceil(size / 2);
    size = Math.min(size, Math.max(1, left.length));
  }
  return left;
}

/** From the end, because steps after the finding are useless. */
async function withoutOnePart(story: Story, size: number, stillFails: StillFails): Promise<Story | undefined> {
  for (let end = story.length; end > 0; end -= size) {
    const fewer = [...story.slice(0, Math.max(0, end - size)), ...story.slice(end)];
    if (fewer.length < story.length && (await stillFails(fewer))) return fewer;
  }
  return undefined;
}

/** Removes the trouble of a step if the finding stays: no crash, no simultaneous step, one process, ordinary spellings. */
async function withPlainFates(story: Story, stillFails: StillFails): Promise<Story> {
  let plain = story;
  for (let index = 0; index < plain.length; index++)
    for (const change of PLAINER) {
      const step = plain[index];
      if (step === undefined) continue;
      const tried = change(step);
      if (tried === step) continue;
      const other = plain.with(index, tried);
      if (await stillFails(other)) plain = other;
    }
  return plain;
}

const PLAINER: readonly ((step: Step) => Step)[] = [
  (step) => (step.fate.kind === 'lives' ? step : { ...step, fate: { kind: 'lives' } }),
  (step) => (step.process === 0 ? step : { ...step, process: 0 }),
  (step) => (step.who.spelling === 0 ? step : { ...step, who: { ...step.who, spelling: 0 } }),
];
