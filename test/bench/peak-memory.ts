/** Loaded by --import into a child process: when it ends, writes its peak resident memory, in bytes, where PEAK_MEMORY_FILE says. */
import { readFileSync, writeFileSync } from 'node:fs';

process.once('exit', () => {
  const path = process.env['PEAK_MEMORY_FILE'];
  if (path !== undefined) writeFileSync(path, String(peak()));
});

/** On Linux what the kernel counts for this program alone: the usage of the process begins with that of the one it came from. */
function peak(): number {
  try {
    return 1024 * Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
  } catch {
    return 1024 * process.resourceUsage().maxRSS;
  }
}
