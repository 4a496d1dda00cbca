/** Reads a person's identity from the claims of an identity provider: the same for bearer tokens and for logins of the console. */
import type { JWTPayload } from 'jose';
import { type Identity, ROLES, type Role } from '#apps/api/access/role.ts';
import { type ClaimKind, claimFault } from '#libs/commands/claims.ts';
import { incompatibleRoles } from '#libs/commands/segregation.ts';
import { rolesText } from '#libs/words/labels/roles.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';

/** A refused token. The message is in French and does not repeat the token. */
export class TokenRefused extends Error {}

/** Names of the claims that the standard does not define. */
export interface ClaimNames {
  readonly rolesClaim: string;
  readonly teamClaim: string;
  readonly nameClaim: string;
}

/** A person, as a token or a login proves it. */
export type SignedIn = Pick<Identity, 'subject' | 'name' | 'roles' | 'team'>;

const MAX_ROLES = 50;

/** Throws TokenRefused. */
export function signedInOf(payload: JWTPayload, { rolesClaim, teamClaim, nameClaim }: ClaimNames): SignedIn {
  const roles = rolesOf(payload[rolesClaim], rolesClaim);
  const team = textClaim('team', payload[teamClaim], teamClaim);
  if (roles.includes('team') && team === undefined)
    throw new TokenRefused(`le jeton a le rôle team et ne dit pas quelle équipe (${teamClaim})`);
  const subject = textClaim('sub', payload.sub, 'sub');
  if (subject === undefined) throw new TokenRefused('le jeton ne dit pas à qui il est (sub)');
  const name = textClaim('name', payload[nameClaim], nameClaim)?.normalize('NFC').trim() ?? subject;
  return { subject, name, roles, team };
}

/** The roles of the token that Décompte knows. Throws TokenRefused without one, and for two that one person may not have. */
function rolesOf(claimed: unknown, claim: string): readonly Role[] {
  const names: readonly unknown[] = Array.isArray(claimed) ? claimed : [claimed];
  if (names.length > MAX_ROLES) throw new TokenRefused(`le jeton a plus de ${MAX_ROLES} rôles (${claim})`);
  for (const name of names) textClaim('role', name, claim);
  const roles = ROLES.filter((role) => names.includes(role));
  if (roles.length === 0)
    throw new TokenRefused(
      `le jeton ne donne aucun rôle (${claim}) que Décompte connaît ; ce sont ${ROLES.join(', ')}`,
    );
  const apart = incompatibleRoles(roles);
  if (apart !== undefined)
    throw new TokenRefused(
      `le jeton a des rôles qu’une même personne ne peut pas avoir (${rolesText(apart, ' et ')}) ; demandez un jeton avec l’un des deux`,
    );
  return roles;
}

/** The text of a claim, checked because it is stored; undefined if it is absent, empty or no text. Throws TokenRefused. */
export function textClaim(kind: ClaimKind, value: unknown, claim: string): string | undefined {
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const fault = claimFault(kind, value);
  if (fault !== undefined) throw new TokenRefused(`le jeton n’est pas recevable (${claim}) : ${sentenceOf(fault)}`);
  return value;
}
