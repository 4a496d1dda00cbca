/** The configuration of the HTTP service: the common configuration, plus its address, access control and limits. */
import type { StopSettings } from '#apps/api/health/stop.ts';
import {
  type CommonEnvironment,
  EnvironmentRefused,
  type VariableValues,
  type Variables,
  commonEnvironment,
  givenTo,
  readVariables,
} from '#libs/runtime/environment.ts';
import { isOfMachine } from '#libs/runtime/exposures.ts';
import type { EnvironmentFault } from '#libs/runtime/start-faults.ts';
import { OF_API, OF_BOTH, OF_OPENID } from '#libs/runtime/variables.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';

export interface Environment extends CommonEnvironment {
  readonly port: number;
  /** Addresses and networks of the proxies that are trusted to name the caller. */
  readonly trustedProxies: readonly string[];
  readonly access: AccessSettings;
  readonly limits: Limits;
  readonly stop: StopSettings;
}

export type AccessSettings =
  | {
      readonly mode: 'openid';
      readonly issuer: string;
      readonly audience: string;
      readonly jwksUrl: URL;
      readonly rolesClaim: string;
      readonly teamClaim: string;
      readonly nameClaim: string;
      /** Undefined if nobody can log in to the console. */
      readonly login: LoginSettings | undefined;
    }
  /** Keys made at the start, and tokens for every caller: for a developer's machine. */
  | { readonly mode: 'development' };

/** The service as a client of the identity provider. */
export interface LoginSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The address to which the provider redirects people. */
  readonly redirectUrl: URL;
  readonly scope: string;
  /** Maximum age of a login where a recent one is required, minutes. */
  readonly recentMinutes: number;
}

/** The address to which the provider redirects people. */
const CALLBACK_PATH = '/session/openid/callback';

export interface Limits {
  /** Maximum of a JSON body, in bytes. */
  readonly bodyBytes: number;
  /** Maximum time for a complete body that is no upload, in ms. */
  readonly bodyMs: number;
  /** Maximum of one uploaded file, in bytes. */
  readonly uploadBytes: number;
  /** Maximum of a file of the bank, in bytes. */
  readonly bankFileBytes: number;
  /** Requests per minute and caller. */
  readonly requestsPerMinute: number;
  /** Open at a time. */
  readonly connections: number;
  readonly connectionsPerAddress: number;
  /** Maximum time for the head of a request to arrive, in ms. */
  readonly headMs: number;
  /** How long a read waits for `after`, ms. */
  readonly afterMs: number;
}

const WITHOUT_PROVIDER = { ...OF_BOTH, ...OF_API };
const WITH_PROVIDER = { ...WITHOUT_PROVIDER, ...OF_OPENID };

/** Throws EnvironmentRefused. */
export function environmentOf(variables: Variables): Environment {
  if (givenTo('ACCESS', variables, []) === 'development')
    return environment(readVariables(WITHOUT_PROVIDER, variables), variables, { mode: 'development' });
  const said = readVariables(WITH_PROVIDER, variables);
  return environment(said, variables, {
    mode: 'openid',
    issuer: said.OIDC_ISSUER,
    audience: said.OIDC_AUDIENCE,
    jwksUrl: new URL(said.OIDC_JWKS_URL),
    rolesClaim: said.OIDC_ROLES_CLAIM,
    teamClaim: said.OIDC_TEAM_CLAIM,
    nameClaim: said.OIDC_NAME_CLAIM,
    login: loginSettings(said),
  });
}

/** Throws EnvironmentRefused with every fault. */
function loginSettings(said: VariableValues<typeof WITH_PROVIDER>): LoginSettings | undefined {
  const needed = {
    OIDC_CLIENT_ID: said.OIDC_CLIENT_ID,
    OIDC_CLIENT_SECRET_FILE: said.OIDC_CLIENT_SECRET_FILE,
    OIDC_REDIRECT_URL: said.OIDC_REDIRECT_URL,
  };
  const missing = Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length === Object.keys(needed).length) return undefined;
  const { OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET_FILE: clientSecret, OIDC_REDIRECT_URL: redirect } = needed;
  if (clientId === undefined || clientSecret === undefined || redirect === undefined)
    throw new EnvironmentRefused([
      sentenceOf({ code: 'LOGIN_INCOMPLETE', data: { missing } } satisfies EnvironmentFault),
    ]);
  const faults = [
    ...faultOfTls('OIDC_ISSUER', said.OIDC_ISSUER),
    ...faultOfTls('OIDC_REDIRECT_URL', redirect),
    ...faultOfRedirect(redirect),
  ];
  if (faults.length > 0) throw new EnvironmentRefused(faults.map(sentenceOf));
  const recentMinutes = said.OIDC_RECENT_LOGIN_MINUTES;
  return { clientId, clientSecret, redirectUrl: new URL(redirect), scope: said.OIDC_SCOPE, recentMinutes };
}

function faultOfTls(variable: string, value: string): EnvironmentFault[] {
  const url = new URL(value);
  if (url.protocol === 'https:' || isLoopback(url)) return [];
  return [{ code: 'LOGIN_NOT_OVER_TLS', data: { variable, value } }];
}

function faultOfRedirect(value: string): EnvironmentFault[] {
  const url = new URL(value);
  if (url.href === url.origin + CALLBACK_PATH) return [];
  return [{ code: 'LOGIN_REDIRECT_ELSEWHERE', data: { value, path: CALLBACK_PATH } }];
}

/** An address of the machine itself. */
export function isLoopback({ hostname }: URL): boolean {
  return isOfMachine(hostname);
}

function environment(
  said: VariableValues<typeof WITHOUT_PROVIDER>,
  variables: Variables,
  access: AccessSettings,
): Environment {
  return {
    ...commonEnvironment(said, variables),
    port: said.PORT,
    trustedProxies: said.TRUSTED_PROXIES,
    access,
    limits: {
      bodyBytes: said.MAX_BODY_BYTES,
      bodyMs: said.MAX_BODY_MS,
      uploadBytes: said.MAX_UPLOAD_BYTES,
      bankFileBytes: said.MAX_BANK_FILE_BYTES,
      requestsPerMinute: said.MAX_REQUESTS_PER_MINUTE,
      connections: said.MAX_CONNECTIONS,
      connectionsPerAddress: said.MAX_CONNECTIONS_PER_ADDRESS,
      headMs: said.MAX_HEAD_MS,
      afterMs: said.MAX_AFTER_MS,
    },
    stop: { noticeMs: said.STOP_NOTICE_MS, graceMs: said.STOP_GRACE_MS },
  };
}
