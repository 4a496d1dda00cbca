/** Nothing for the group and for others. */
const PRIVATE = 0o077;

/** What the process writes from now on is for its own user: databases, backups, uploads, files for the bank, letters, exports. */
export function keepFilesPrivate(): void {
  process.umask(PRIVATE);
}
