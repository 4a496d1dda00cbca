/** The places where an installation stores the proofs of its log. */

export interface AuditSettings {
  /** Folder of signed checkpoints, which all processes can read; undefined: none. */
  readonly checkpoints: string | undefined;
  /** File of the private key that signs them; undefined: they are signed elsewhere. */
  readonly key: string | undefined;
  /** Files of public keys that verify them, in addition to that of `key`. */
  readonly publicKeys: readonly string[];
  /** Files of certificates of authorities of time stamps. */
  readonly authorities?: readonly string[];
}

/** Name of a bundle that a job has made, in its folder of uploads. */
export const BUNDLE_FILE = 'liasse.json';
/** Name of an extract. */
export const EXTRACT_FILE = 'extrait.csv';
/** Name of a copy of the projections. */
export const DUMP_FILE = 'copie.zip';
