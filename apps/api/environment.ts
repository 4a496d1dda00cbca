/** The configuration of the HTTP service: what every process reads, and how it listens, whom it lets in and how much it takes. */
import type { StopSettings } from '#apps/api/health/stop.ts';
import {
  type CommonEnvironment,
  type Said,
  type Variables,
  commonEnvironment,
  givenTo,
  readVariables,
} from '#libs/runtime/environment.ts';
import { OF_API, OF_BOTH, OF_OPENID } from '#libs/runtime/variables.ts';

export interface Environment extends CommonEnvironment {
  readonly port: number;
  /** Addresses and networks of the proxies that say who calls. */
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
    }
  /** Keys made at the start, and tokens for every caller: for a developer's machine. */
  | { readonly mode: 'development' };

export interface Limits {
  /** Of a JSON body, bytes. */
  readonly bodyBytes: number;
  /** How long a body that is no upload may take to arrive whole, ms. */
  readonly bodyMs: number;
  /** Of one uploaded file, bytes. */
  readonly uploadBytes: number;
  /** Of a file of the bank, bytes. */
  readonly bankFileBytes: number;
  /** Requests per minute and caller. */
  readonly requestsPerMinute: number;
  /** Open at a time. */
  readonly connections: number;
  /** How long a read waits for `after`, ms. */
  readonly afterMs: number;
}

const WITHOUT_PROVIDER = { ...OF_BOTH, ...OF_API };
const WITH_PROVIDER = { ...WITHOUT_PROVIDER, ...OF_OPENID };

/** Throws EnvironmentRefused. */
export function environmentOf(variables: Variables): Environment {
  if (givenTo('ACCESS', variables, []) === 'development')
    return environment(readVariables(WITHOUT_PROVIDER, variables), { mode: 'development' });
  const said = readVariables(WITH_PROVIDER, variables);
  return environment(said, {
    mode: 'openid',
    issuer: said.OIDC_ISSUER,
    audience: said.OIDC_AUDIENCE,
    jwksUrl: new URL(said.OIDC_JWKS_URL),
    rolesClaim: said.OIDC_ROLES_CLAIM,
    teamClaim: said.OIDC_TEAM_CLAIM,
  });
}

function environment(said: Said<typeof WITHOUT_PROVIDER>, access: AccessSettings): Environment {
  return {
    ...commonEnvironment(said),
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
      afterMs: said.MAX_AFTER_MS,
    },
    stop: { noticeMs: said.STOP_NOTICE_MS, graceMs: said.STOP_GRACE_MS },
  };
}
