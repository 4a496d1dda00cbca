/** How a process is told to stop: by its first signal, whoever else passes that one on. */

/** A terminal gives Ctrl-C to every process that runs in it, and npm and `npm run serve` pass it on: the same one comes twice, ms. */
const SAME_MS = 500;

/** Calls `stop` once, at the first signal; one that comes later, from who waits no more, ends the process where it is. */
export function onTermination(
  stop: (signal: NodeJS.Signals) => void,
  endNow: (signal: NodeJS.Signals) => void = () => process.exit(1),
): void {
  let toldAt: number | undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      const now = performance.now();
      if (toldAt === undefined) {
        toldAt = now;
        stop(signal);
      } else if (now - toldAt > SAME_MS) endNow(signal);
    });
}
