/** Sentences for a name or a claim of a token that cannot be kept. */
import type { ClaimFault, ClaimKind } from '#libs/commands/claims.ts';
import type { Sentences } from '#libs/words/sentences.ts';

const CLAIMS: Readonly<Record<ClaimKind, string>> = {
  name: 'le nom',
  sub: 'l’identifiant de la personne (sub)',
  jti: 'le numéro du jeton (jti)',
  team: 'l’équipe',
  role: 'le rôle',
};

export const CLAIM_SENTENCES: Sentences<ClaimFault> = {
  CLAIM_EMPTY: ({ claim }) => `${CLAIMS[claim]} n’a ni lettre ni chiffre ; donnez-le`,
  CLAIM_TOO_LONG: ({ claim, length, max }) => `${CLAIMS[claim]} a ${length} caractères ; il en faut ${max} au plus`,
  CLAIM_CHARACTER: ({ claim }) => `${CLAIMS[claim]} a des caractères qui ne s’écrivent pas ; ôtez-les`,
  CLAIM_HOLDS_NUMBER: ({ claim }) =>
    `${CLAIMS[claim]} contient ce qui ressemble à un numéro de sécurité sociale, qui ne doit être gardé nulle part`,
  CLAIM_ALPHABET: ({ claim, letters }) =>
    `${CLAIMS[claim]} a des lettres d’un autre alphabet (${letters}), qui peuvent ressembler aux nôtres ; écrivez-le en lettres latines`,
};
