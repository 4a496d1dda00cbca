/** Reasons that the system and SQLite give, in French. */

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'il n’y est pas',
  ENOTDIR: 'ce qui devrait y être un dossier n’en est pas un',
  EISDIR: 'c’est un dossier',
  ENOTREG: 'ce n’est pas un fichier mais un tube ou un périphérique, dont la lecture peut ne jamais finir',
  EEXIST: 'il y est déjà',
  ELOOP: 'des liens symboliques y tournent en rond',
  ENAMETOOLONG: 'son nom est trop long',
  EIO: 'le disque répond mal',
  EMFILE: 'ce programme a trop de fichiers ouverts',
  ENFILE: 'cette machine a trop de fichiers ouverts',
  EBUSY: 'un autre programme s’en sert',
  ETIMEDOUT: 'le disque ne répond pas',
  EACCES: 'ce compte n’en a pas le droit',
  EPERM: 'ce compte n’en a pas le droit',
  EROFS: 'le disque est en lecture seule',
  ENOSPC: 'le disque est plein',
  EDQUOT: 'le disque est plein',
};

/** Messages of SQLite, as it writes them. Source: sqlite3ErrStr, main.c. */
const OF_SQLITE: Readonly<Record<string, string>> = {
  'unable to open database file': 'il ne peut pas être ouvert',
  'attempt to write a readonly database': 'il est en lecture seule',
  'file is not a database': 'ce n’est pas une base SQLite',
  'database disk image is malformed': 'des pages en sont abîmées',
  'disk I/O error': 'le disque répond mal',
  'database or disk is full': 'le disque est plein',
  'database is locked': 'un autre programme l’occupe',
};

/** Why the system refused; its own message for another reason. */
export function systemReason(error: unknown): string {
  const { code = '', message } = error as Partial<NodeJS.ErrnoException>;
  return REASONS[code] ?? message ?? String(error);
}

/** The French for a message of the system (`ENOENT: no such file…`) or of SQLite; another message is unchanged. */
export function causeInFrench(message: string): string {
  const [, table] = /^no such table: (.+)$/.exec(message) ?? [];
  if (table !== undefined) return `il n’a pas la table ${table} : il est vide, ou c’est un autre fichier`;
  return REASONS[/^([A-Z]+): /.exec(message)?.[1] ?? ''] ?? OF_SQLITE[message] ?? message;
}
