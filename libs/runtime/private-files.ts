/** No permissions for the group and for others. */
const PRIVATE = 0o077;

/**
 * Every file that the process writes from now on is only for its own user: databases, backups, uploads, files for the bank, letters,
 * exports.
 */
export function keepFilesPrivate(): void {
  process.umask(PRIVATE);
}
