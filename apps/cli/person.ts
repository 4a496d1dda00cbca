/** The person who decides at the command line, and the key of the command. */
import { randomUUID } from 'node:crypto';
import { readGivenText } from '#libs/files/given-file.ts';
import { userInfo } from 'node:os';
import type { JSONWebKeySet, JWTPayload } from 'jose';
import { checkedName, claimFault, invalidClaim } from '#libs/commands/claims.ts';
import { ROLES, incompatibleRoles } from '#libs/commands/segregation.ts';
import { ALGORITHMS, CLOCK_TOLERANCE_S, tokenFault } from '#libs/commands/token-rules.ts';
import { isProduction } from '#libs/runtime/production.ts';
import { rolesText } from '#libs/words/labels/roles.ts';
import { TOKEN_FAULTS } from '#libs/words/tokens.ts';
import { holdsKeyedNumber } from '#libs/kernel/social-security-number.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandMeta, Person } from '#libs/event-store/author.ts';
import { personText } from '#libs/commands/person.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { instantNow } from '#apps/cli/arguments.ts';
import { readTextFile } from '#apps/cli/files.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';

export interface PersonOptions {
  readonly as?: string;
  /** File with a signed token (JWT) that proves the person. */
  readonly token?: string;
  readonly key?: string;
}

/** Of a command that takes back what was proposed or prepared. */
export interface EndingOptions extends PersonOptions {
  /** The code of what was read. */
  readonly code?: string;
}

export interface RefusingOptions extends EndingOptions {
  readonly reason: string;
}

/**
 * A typed name is recorded as asserted, with the user of the operating system. With DECISIONS=verified, and by default in production, it is
 * refused: only a token verified by DECISIONS_JWKS (file of public keys), DECISIONS_ISSUER and DECISIONS_AUDIENCE is accepted.
 */
async function commandMeta(options: PersonOptions): Promise<CommandMeta> {
  const mode = process.env['DECISIONS'] ?? (isProduction(process.env['NODE_ENV']) ? 'verified' : 'asserted');
  if (mode !== 'asserted' && mode !== 'verified')
    throw new CliRefusal(`DECISIONS vaut « ${mode} » ; c’est asserted ou verified`);
  const by = options.token === undefined ? asserted(options.as, mode) : await verified(options.token);
  return { by, key: commandKey(options.key), at: instantNow() };
}

/** The same limits as over HTTP, because the key is recorded with the events. */
function commandKey(key: string | undefined): string {
  if (key === undefined) return randomUUID();
  if (/^[\x21-\x7e]{1,200}$/.test(key) && !holdsKeyedNumber(key)) return key;
  throw new CliRefusal(
    '--key est une clé de 1 à 200 caractères ASCII sans espace, neuve à chaque commande, et sans numéro de sécurité sociale',
  );
}

function asserted(name: string | undefined, mode: string): Person {
  if (mode === 'verified')
    throw new CliRefusal(
      'un nom tapé ne décide rien (DECISIONS=verified, ou NODE_ENV=production) ; présentez un jeton avec --token FICHIER',
    );
  if (name === undefined || name.trim() === '') throw new CliRefusal('dites qui décide : --as NOM, ou --token FICHIER');
  return { name: checkedName(name), assurance: 'asserted', osUser: userInfo().username };
}

async function verified(path: string): Promise<Person> {
  // Loaded late: it is slow, and most commands use a name.
  const { createLocalJWKSet, jwtVerify } = await import('jose');
  const keys = createLocalJWKSet(JSON.parse(readGivenText(needed('DECISIONS_JWKS'))) as JSONWebKeySet);
  const checks = {
    issuer: needed('DECISIONS_ISSUER'),
    audience: needed('DECISIONS_AUDIENCE'),
    algorithms: ALGORITHMS,
    requiredClaims: ['sub', 'exp'],
    clockTolerance: CLOCK_TOLERANCE_S,
  };
  try {
    const { payload, protectedHeader } = await jwtVerify(readTextFile(path).trim(), keys, checks);
    const fault = tokenFault({ header: protectedHeader, claims: payload }, Date.now() / 1_000);
    if (fault !== undefined) throw new CliRefusal(TOKEN_FAULTS[fault]);
    return verifiedPerson(payload);
  } catch (error) {
    if (error instanceof CliRefusal || error instanceof DomainError) throw error;
    throw new CliRefusal(
      `le jeton de ${path} n’est pas valable (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}

/** Throws ClaimFault for a claim that cannot be kept, CliRefusal for roles that are apart. */
function verifiedPerson({ sub = '', ...claims }: JWTPayload): Person {
  const fault = claimFault('sub', sub);
  if (fault !== undefined) throw invalidClaim(fault);
  const apart = incompatibleRoles(ROLES.filter((role) => [claims['roles']].flat().includes(role)));
  if (apart !== undefined)
    throw new CliRefusal(`le jeton a des rôles qu’une même personne ne peut pas avoir : ${rolesText(apart, ' et ')}`);
  const named = claims['name'];
  const name = typeof named === 'string' && named.trim() !== '' ? checkedName(named) : sub;
  const person = { name, assurance: 'verified', osUser: userInfo().username } as const;
  return name === sub ? person : { ...person, subject: sub };
}

function needed(variable: string): string {
  const value = process.env[variable];
  if (value === undefined || value === '')
    throw new CliRefusal(
      `${variable} n’est pas réglé ; pour vérifier un jeton il faut DECISIONS_JWKS (fichier des clés publiques, par exemple jwks.json), DECISIONS_ISSUER (par exemple https://id.exemple.fr/realms/decompte) et DECISIONS_AUDIENCE (par exemple decompte)`,
    );
  return value;
}

function commitFor(meta: CommandMeta, causation: string): Commit {
  return { recordedAt: meta.at, actor: personText(meta.by), correlation: meta.key, causation };
}

/** The author of a command; `causation` is the typed command. Throws CliRefusal. */
export async function commandAuthor(options: PersonOptions, causation: string): Promise<Author> {
  const meta = await commandMeta(options);
  return { meta, commit: commitFor(meta, causation) };
}
