/** Stops a process at its first signal; the same signal can arrive again through a parent process. */

/** A terminal gives Ctrl-C to every process that runs in it, and npm and `npm run serve` pass it on: the same one comes twice, ms. */
const SAME_MS = 500;

/** Calls `stop` once, at the first signal. A later signal ends the process at once. */
export function onTermination(
  stop: (signal: NodeJS.Signals) => void,
  endNow: (signal: NodeJS.Signals) => void = () => process.exit(1),
): void {
  let firstAt: number | undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      const now = performance.now();
      if (firstAt === undefined) {
        firstAt = now;
        stop(signal);
      } else if (now - firstAt > SAME_MS) endNow(signal);
    });
}
