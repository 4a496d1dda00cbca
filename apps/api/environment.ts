/** The configuration of the HTTP service: what every process reads, and how it listens, whom it lets in and how much it takes. */
import { isNetwork } from '#libs/webhooks/addresses.ts';
import type { StopSettings } from '#apps/api/health/stop.ts';
import {
  type AccessMode,
  type CommonEnvironment,
  Reader,
  type Variables,
  commonEnvironment,
} from '#libs/runtime/environment.ts';

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
  /** Keys made at the start, and tokens for whoever asks: for a developer's machine. */
  | { readonly mode: 'development' };

export interface Limits {
  /** Of a JSON body, bytes. */
  readonly bodyBytes: number;
  /** How long a body that is no upload may take to arrive whole, ms. */
  readonly bodyMs: number;
  /** Of one uploaded file, bytes. */
  readonly uploadBytes: number;
  /** Requests per minute and caller. */
  readonly requestsPerMinute: number;
  /** Open at a time. */
  readonly connections: number;
  /** How long a read waits for `after`, ms. */
  readonly afterMs: number;
}

const MIB = 1 << 20;

/** Throws EnvironmentRefused. */
export function environmentOf(variables: Variables): Environment {
  const read = new Reader(variables);
  const common = commonEnvironment(read);
  const environment: Environment = {
    ...common,
    port: read.integer('PORT', 3000, 0, 65_535),
    trustedProxies: trustedProxiesOf(read),
    access: accessOf(read, common.accessMode),
    limits: {
      bodyBytes: read.integer('MAX_BODY_BYTES', MIB, 1_024, 64 * MIB),
      bodyMs: read.integer('MAX_BODY_MS', 30_000, 100, 600_000),
      uploadBytes: read.integer('MAX_UPLOAD_BYTES', 4_096 * MIB, 1_024, 65_536 * MIB),
      requestsPerMinute: read.integer('MAX_REQUESTS_PER_MINUTE', 6_000, 1, 1_000_000_000),
      connections: read.integer('MAX_CONNECTIONS', 2_000, 1, 1_000_000),
      afterMs: read.integer('MAX_AFTER_MS', 2_000, 0, 60_000),
    },
    stop: {
      noticeMs: read.integer('STOP_NOTICE_MS', 0, 0, 60_000),
      graceMs: read.integer('STOP_GRACE_MS', 10_000, 100, 600_000),
    },
  };
  read.refuseFaults();
  return environment;
}

function trustedProxiesOf(read: Reader): readonly string[] {
  const proxies = read.list('TRUSTED_PROXIES');
  // A network of all addresses would believe whoever calls.
  for (const entry of proxies.filter((one) => !isNetwork(one) || /\/0+$/.test(one)))
    read.fault(`TRUSTED_PROXIES : « ${entry} » n’est ni une adresse, ni un réseau comme 10.1.0.0/16`);
  return proxies;
}

function accessOf(read: Reader, mode: AccessMode): AccessSettings {
  if (mode === 'development') return { mode };
  return {
    mode,
    issuer: read.urlText('OIDC_ISSUER'),
    audience: read.text('OIDC_AUDIENCE'),
    jwksUrl: read.url('OIDC_JWKS_URL'),
    rolesClaim: read.text('OIDC_ROLES_CLAIM', 'roles'),
    teamClaim: read.text('OIDC_TEAM_CLAIM', 'team'),
  };
}
