/** Where an installation keeps what proves its log. */

export interface AuditSettings {
  /** Folder of signed checkpoints, which all processes have; undefined: none. */
  readonly checkpoints: string | undefined;
  /** File of the private key that signs them; undefined: they are signed elsewhere. */
  readonly key: string | undefined;
  /** Files of public keys that verify them, besides that of `key`. */
  readonly publicKeys: readonly string[];
  /** Files of certificates of authorities of time stamps. */
  readonly authorities?: readonly string[];
}

/** Of a bundle that a job has made, in its folder of uploads. */
export const BUNDLE_FILE = 'liasse.json';
/** Of an extract. */
export const EXTRACT_FILE = 'extrait.csv';
/** Of a copy of the projections. */
export const DUMP_FILE = 'copie.zip';
