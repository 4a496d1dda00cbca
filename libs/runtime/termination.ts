/** Stops a process at its first signal, which can arrive again through a parent process, or if that process is gone. */

/** A terminal gives Ctrl-C to every process that runs in it, and npm and `npm run serve` pass it on: the same one comes twice, ms. */
const SAME_MS = 500;

/**
 * Calls `stop` once, at the first signal: the terminal that is closed sends one too. A later signal ends the process at once. Where the process
 * that started this one has a channel to it, its end counts as SIGTERM: else this one would keep its port, and nobody would know of it.
 */
export function onTermination(
  stop: (signal: NodeJS.Signals) => void,
  endNow: (signal: NodeJS.Signals) => void = () => process.exit(1),
): void {
  let firstAt: number | undefined;
  const take = (signal: NodeJS.Signals): void => {
    const now = performance.now();
    if (firstAt === undefined) {
      firstAt = now;
      stop(signal);
    } else if (now - firstAt > SAME_MS) endNow(signal);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, take);
  process.once('disconnect', () => {
    take('SIGTERM');
  });
  // Listening to its end must not keep this process from ending by itself.
  process.channel?.unref();
}
