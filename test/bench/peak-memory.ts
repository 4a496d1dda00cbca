/** Loaded by --import into a child process: on exit, writes its peak resident memory in bytes to PEAK_MEMORY_FILE. */
import { readFileSync, writeFileSync } from 'node:fs';

process.once('exit', () => {
  const path = process.env['PEAK_MEMORY_FILE'];
  if (path !== undefined) writeFileSync(path, String(peak()));
});

/** On Linux, the kernel's figure for this program alone: the resource usage of the process starts with that of its parent. */
export function peak(): number {
  if (process.platform !== 'linux') return 1024 * process.resourceUsage().maxRSS;
  const found = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  if (found === null) throw new Error('/proc/self/status says no peak of memory');
  return 1024 * Number(found[1]);
}
