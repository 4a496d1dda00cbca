/** Sentences for what may be refused of keys and checkpoints. */
import type { AuditRefusal } from '#libs/audit/refusals.ts';
import type { Sentences } from '#libs/words/sentences.ts';

const KINDS = { private: 'une clé privée', public: 'une clé publique' };

export const AUDIT: Sentences<AuditRefusal> = {
  KEY_UNREADABLE: ({ path, reason }) => `la clé ${path} ne peut pas être lue (${reason})`,
  KEY_OF_OTHER_KIND: ({ path, expected }) =>
    `${path} ne contient pas ${KINDS[expected]} ; decompte audit keygen fait les deux`,
  KEY_NOT_ED25519: ({ path }) => `${path} n’est pas une clé Ed25519 au format PEM ; decompte audit keygen en fait une`,
  CHECKPOINTS_UNREADABLE: ({ folder, reason }) =>
    `le dossier de points de contrôle ${folder} ne peut pas être lu (${reason})`,
  CHECKPOINT_UNREADABLE: ({ path, reason }) => `le point de contrôle ${path} ne peut pas être lu (${reason})`,
  CHECKPOINT_INVALID: ({ path, format }) =>
    `${path} n’est pas un point de contrôle au format ${format} ; reprenez-en une copie`,
};
