/** Settings that let others in or listen: refused in production, a warning elsewhere. */
import type { Exposure, PatientKeyFault } from '#libs/runtime/start-faults.ts';

type Given = Readonly<Record<string, unknown>>;

/** The variables of the stores and the queue on servers. Their values may contain a password. */
export const SERVER_URLS = ['EVENT_STORE_URL', 'READ_STORE_URL', 'SHARED_URL', 'KEY_STORE_URL', 'JOBS_URL'] as const;
const KEYS = ['OIDC_ISSUER', 'OIDC_JWKS_URL'] as const;

const SERVER_URL =
  /^(?<scheme>[a-z+]+):\/\/(?:(?<user>[^@/?]*)@)?(?<hosts>[^/?]+)(?:\/[^?]*)?(?:\?(?<parameters>.*))?$/i;

/** `given`: the values of the variables, by their names. */
export function exposuresOf(given: Given): readonly Exposure[] {
  const plain = namesIn(given['PLAIN_HOSTS']);
  return [
    ...outside(given),
    ...unverified(given),
    ...KEYS.flatMap((variable) => keysInClear(variable, given[variable])),
    ...SERVER_URLS.flatMap((variable) => serverInClear(variable, given[variable], plain)),
  ];
}

/** The key that wraps the keys of patients is beside them, or on one machine only, or nothing is sealed. */
export function patientKeyFaults({
  PATIENT_KEY_FILE: file,
  PATIENT_ENCRYPTION: sealing,
  KEY_STORE_URL: keys,
  ...stores
}: Given): readonly PatientKeyFault[] {
  if (sealing === 'off') return [{ code: 'PATIENTS_IN_CLEAR', data: {} }];
  const areOfMany = [stores['EVENT_STORE_URL'], stores['READ_STORE_URL']].every(isOnServer);
  return [
    ...(areOfMany && keys === undefined ? [{ code: 'KEYS_OF_ONE_MACHINE', data: {} } as const] : []),
    ...(file === undefined ? [{ code: 'PATIENT_KEY_BESIDE_LOG', data: {} } as const] : []),
  ];
}

/** Whether a store is. */
export function isOnServer(url: unknown): boolean {
  return typeof url === 'string' && SERVER_URL.test(url);
}

function namesIn(hosts: unknown): readonly string[] {
  if (Array.isArray(hosts)) return hosts.map(String);
  return typeof hosts === 'string' ? hosts.split(',').map((host) => host.trim().toLowerCase()) : [];
}

/** Tokens that are open to everyone who reaches the address. */
function outside({ ACCESS: access, HOST: host }: Given): readonly Exposure[] {
  if (access !== 'development' || typeof host !== 'string' || isOfMachine(host)) return [];
  return [{ code: 'DEVELOPMENT_OUTSIDE', data: { host } }];
}

function unverified({ NODE_TLS_REJECT_UNAUTHORIZED: verifies }: Given): readonly Exposure[] {
  return verifies === '0' ? [{ code: 'NO_SERVER_VERIFIED', data: {} }] : [];
}

/** Keys that an attacker on the network could replace. */
function keysInClear(variable: string, value: unknown): readonly Exposure[] {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  if (url?.protocol !== 'http:' || isOfMachine(url.hostname)) return [];
  return [{ code: 'KEYS_NOT_OVER_TLS', data: { variable, value: url.origin } }];
}

/** For a server on another machine: it is reached without TLS, without a check of its identity, or without a password. */
function serverInClear(variable: string, value: unknown, plain: readonly string[]): readonly Exposure[] {
  const found = typeof value === 'string' ? SERVER_URL.exec(value)?.groups : undefined;
  if (found === undefined) return [];
  const { scheme = '', user = '', hosts = '', parameters = '' } = found;
  const host = hosts
    .split(',')
    .map((one) => one.replace(/:\d+$/, '').toLowerCase())
    .find((one) => !isOfMachine(one) && !plain.includes(one));
  if (host === undefined) return [];
  const asked = new URLSearchParams(parameters);
  const data = { variable, host };
  return [
    ...(hasTls(scheme.toLowerCase(), asked) ? [] : [{ code: 'SERVER_WITHOUT_TLS', data } as const]),
    ...(isVerified(asked) ? [] : [{ code: 'SERVER_NOT_VERIFIED', data } as const]),
    ...(hasPassword(user, asked) ? [] : [{ code: 'SERVER_WITHOUT_PASSWORD', data } as const]),
  ];
}

function hasTls(scheme: string, parameters: URLSearchParams): boolean {
  const said = parameters.get('tls') ?? parameters.get('ssl');
  if (scheme.startsWith('redis')) return scheme === 'rediss';
  // KurrentDB, and MongoDB found by DNS, are reached over TLS unless the URL says otherwise.
  if (scheme === 'mongodb') return said === 'true';
  return said !== 'false';
}

/** Parameters of MongoDB, and of KurrentDB, whose names ignore case. */
function isVerified(parameters: URLSearchParams): boolean {
  return ![...parameters].some(
    ([name, value]) =>
      (/^tls(?:Insecure|AllowInvalid(?:Certificates|Hostnames))$/i.test(name) && value === 'true') ||
      (/^tlsVerifyCert$/i.test(name) && value === 'false'),
  );
}

function hasPassword(user: string, parameters: URLSearchParams): boolean {
  const [, password = ''] = user.split(/:(.*)/s);
  const files = ['passwordFile', 'tlsCertificateKeyFile', 'userCertFile'];
  return password !== '' || files.some((name) => (parameters.get(name) ?? '') !== '');
}

/** An address of the machine itself. */
export function isOfMachine(host: string): boolean {
  return /^(localhost|\[?::1\]?|127(?:\.\d{1,3}){3})$/i.test(host);
}

/** Words that people write instead of `production`, the only accepted one. */
const MEANT = /^(?:prod(?!uction$)|prd|live)|^(?!pre|non)\w*duction$/;

/** Whether it looks like `production` and is another word. */
export function isNearlyProduction(nodeEnv: string | undefined): boolean {
  const word = nodeEnv?.trim().toLowerCase() ?? '';
  return word !== 'production' && MEANT.test(word);
}
