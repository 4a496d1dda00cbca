/** Sentences for tokens that are verified but prove no person. */
import type { TokenFault } from '#libs/commands/token-rules.ts';

export const TOKEN_FAULTS: Readonly<Record<TokenFault, string>> = {
  OTHER_TYPE: 'le jeton est d’un autre usage (typ, events) ; présentez un jeton d’accès',
  FROM_THE_FUTURE: 'le jeton dit avoir été fait dans le futur (iat) ; demandez-en un autre',
  TOO_OLD: 'le jeton a été fait il y a plus de 24 heures (iat) ; demandez-en un autre',
  TOO_LONG: 'le jeton vaut pour plus de 24 heures (exp) ; demandez-en un plus court',
};
