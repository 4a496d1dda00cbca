/** The code that a person gives with a confirmation. */
import type { Acting } from '#test/simulation/acts/acting.ts';
import type { Code } from '#test/simulation/story.ts';

/** `subject`: the subject of the confirmation; `shown`: its present code, undefined if nothing waits. */
export function codeGiven(
  subject: string,
  shown: string | undefined,
  which: Code,
  { world, author: { meta } }: Acting,
): string | undefined {
  const command = `${meta.key}/${subject}`;
  // The same command again has the same code, whatever is shown by then.
  if (world.codesGiven.has(command)) return world.codesGiven.get(command);
  if (shown !== undefined && !world.codesSeen.has(subject)) world.codesSeen.set(subject, shown);
  const code = { now: shown, first: world.codesSeen.get(subject), none: undefined }[which];
  world.codesGiven.set(command, code);
  return code;
}
