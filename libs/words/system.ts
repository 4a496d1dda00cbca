/** Reasons that the system gives, in French. */

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'il n’y est pas',
  ENOTDIR: 'ce qui devrait y être un dossier n’en est pas un',
  EISDIR: 'c’est un dossier',
  EEXIST: 'il y est déjà',
  EACCES: 'ce compte n’en a pas le droit',
  EPERM: 'ce compte n’en a pas le droit',
  EROFS: 'le disque est en lecture seule',
  ENOSPC: 'le disque est plein',
  EDQUOT: 'le disque est plein',
};

/** Why the system refused; its own message for another reason. */
export function systemReason(error: unknown): string {
  const { code = '', message } = error as Partial<NodeJS.ErrnoException>;
  return REASONS[code] ?? message ?? String(error);
}
