/** The job of a large extract: its rows in a file for its requester, and the chosen part compared with the whole. */
import { hash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extractFile } from '#libs/audit/tools/extract-file.ts';
import { extractFrom } from '#libs/audit/tools/read-done.ts';
import { EXTRACT_FILE } from '#libs/runtime/audit-settings.ts';
import type { JobKindHandler } from '#apps/worker/handlers/context.ts';

export const extractJob: JobKindHandler<'extract'> = async (
  { log, uploads },
  { what, minCents, maxCents, ...of },
  job,
) => {
  const [min, max] = [minCents, maxCents].map((cents) => (cents === undefined ? undefined : BigInt(cents)));
  const { entries, ...completeness } = await extractFrom(log, what, { ...of, minCents: min, maxCents: max });
  const file = extractFile(entries);
  // An attempt before this one may have kept another file.
  await uploads.remove(job.id);
  const incoming = await uploads.incoming();
  try {
    await writeFile(join(incoming, EXTRACT_FILE), file, { mode: 0o600 });
    await uploads.keep(job.id, incoming);
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
  return { ...completenessJson(completeness), bytes: Buffer.byteLength(file), digest: hash('sha256', file, 'hex') };
};

/** Amounts as text. */
function completenessJson(completeness: object): object {
  return JSON.parse(
    JSON.stringify(completeness, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  ) as object;
}
