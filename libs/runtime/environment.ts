/** The configuration of the services: every variable read and checked by its schema, every fault reported at once. */
import { readGivenText } from '#libs/files/given-file.ts';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { jobsUrlFault, localJobsPath } from '#libs/jobs/open-job-queue.ts';
import type { Letterhead } from '#libs/letters/letter.ts';
import type { Thresholds } from '#libs/observability/readiness.ts';
import type { AuditSettings } from '#libs/runtime/audit-settings.ts';
import { SERVER_URLS, exposuresOf, isNearlyProduction, isOnServer, patientKeyFaults } from '#libs/runtime/exposures.ts';
import { nearNames } from '#libs/runtime/near-names.ts';
import { isProduction } from '#libs/runtime/production.ts';
import { openPermissions } from '#libs/runtime/secret-file.ts';
import { letterheadOf } from '#libs/runtime/letterhead.ts';
import type { EnvironmentFault } from '#libs/runtime/start-faults.ts';
import type { UploadsPaths } from '#libs/runtime/shared.ts';
import { storeUrlFault } from '#libs/runtime/store-servers.ts';
import { type StorePaths, storePaths } from '#libs/runtime/stores.ts';
import { OF_BOTH, OF_WORKER, VARIABLE_NAMES, type VariableName, type VariableTable } from '#libs/runtime/variables.ts';
import type { AddressRules } from '#libs/webhooks/addresses.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';

/** A folder that a process writes in, with the variable that names it. */
export interface NamedFolder {
  readonly variable: VariableName;
  readonly path: string;
}

/** The variables of every process of the service. */
export interface CommonEnvironment {
  /** The folders that it writes in. */
  readonly folders: readonly NamedFolder[];
  readonly stores: StorePaths;
  readonly logLevel: string;
  /** The place of uploaded files until their import; the workers read them. */
  readonly uploads: UploadsPaths;
  /** Key from which the secrets of webhooks are derived, 32 bytes or more; undefined: no webhooks. */
  readonly webhookKey: Buffer | undefined;
  readonly webhookAddresses: AddressRules;
  readonly jobsUrl: string;
  /** Names this installation in its publications (`source` of CloudEvents): a URI. */
  readonly feedSource: string;
  /** OpenTelemetry endpoint; undefined: no traces. */
  readonly telemetryEndpoint: string | undefined;
  readonly readiness: Thresholds;
  readonly letterhead: Letterhead;
  readonly audit: AuditSettings;
  /** Address at which the process listens. */
  readonly host: string;
  /** Settings that production would refuse, as sentences. */
  readonly warnings: readonly string[];
}

export interface WorkerEnvironment extends CommonEnvironment {
  /** Lease of a job whose worker gives no sign, ms. */
  readonly jobLeaseMs: number;
  readonly jobGraceMs: number;
  /** Hours between two scheduled checkpoints; 0: none is signed by schedule. */
  readonly checkpointHours: number;
  /** Port on which the worker shows its health and metrics; undefined: none. */
  readonly workerPort: number | undefined;
}

function fault<C extends EnvironmentFault['code']>(
  code: C,
  data: Extract<EnvironmentFault, { readonly code: C }>['data'],
): EnvironmentFault {
  return { code, data } as EnvironmentFault;
}

/** Every fault of the environment at once. */
export class EnvironmentRefused extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(sentenceOf(fault('CONFIGURATION_REFUSED', { faults })));
    this.faults = faults;
  }
}

/** Exit status of a process that its environment keeps from starting. */
export const MISCONFIGURED = 2;

export type Variables = Readonly<Record<string, string | undefined>>;

/** The values of the variables of a table, by their names. */
export type VariableValues<Table extends VariableTable> = {
  readonly [Name in keyof Table]: v.InferOutput<Table[Name]['schema']>;
};

/** The variables of a worker. Throws EnvironmentRefused. */
export function workerEnvironment(variables: Variables): WorkerEnvironment {
  const said = readVariables({ ...OF_BOTH, ...OF_WORKER }, variables);
  return {
    ...commonEnvironment(said, variables),
    jobLeaseMs: said.JOB_LEASE_MS,
    jobGraceMs: said.JOB_GRACE_MS,
    checkpointHours: said.AUDIT_CHECKPOINT_HOURS,
    workerPort: said.WORKER_PORT,
  };
}

/** Throws EnvironmentRefused with every fault, of one variable or of several together. */
export function readVariables<Table extends typeof OF_BOTH & VariableTable>(
  table: Table,
  variables: Variables,
): VariableValues<Table> {
  const faults: string[] = [];
  const given = Object.fromEntries(Object.keys(table).map((name) => [name, givenTo(name, variables, faults)]));
  const schemas = Object.fromEntries(Object.entries(table).map(([name, { schema }]) => [name, schema]));
  const read = v.safeParse(v.object(schemas), given);
  for (const { path, message } of read.issues ?? []) faults.push(`${String(path?.[0].key)} ${message}`);
  faults.push(...commonFaults(given, variables));
  if (!read.success || faults.length > 0) throw new EnvironmentRefused([...new Set(faults)]);
  return read.output as VariableValues<Table>;
}

/** A value with a password can instead be the content of a file, which NAME_FILE names. */
export function givenTo(name: string, variables: Variables, faults: string[]): string | undefined {
  const [value, path] = [filled(variables[name]), filled(variables[`${name}_FILE`])];
  if (path === undefined) return value;
  if (value !== undefined) faults.push(sentenceOf(fault('VARIABLE_SET_TWICE', { variable: name })));
  if (SERVER_URLS.some((secret) => secret === name))
    faults.push(...openFileFault(`${name}_FILE`, path).map(sentenceOf));
  try {
    return readGivenText(path).trim();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    faults.push(sentenceOf(fault('VARIABLE_FILE_UNREADABLE', { variable: name, path, reason })));
    return undefined;
  }
}

/** Blanks at the ends are never meant, so they are removed, as for the content of a file. */
function filled(value: string | undefined): string | undefined {
  const text = value?.trim();
  return text === '' ? undefined : text;
}

/** The faults that a store or the queue finds in its URL, and pairs of variables that exclude each other. */
function commonFaults(given: Variables, variables: Variables): readonly string[] {
  const stores = (['EVENT_STORE_URL', 'READ_STORE_URL', 'SHARED_URL', 'KEY_STORE_URL'] as const).map((name) => {
    const url = given[name];
    return url === undefined ? undefined : storeUrlFault(name, url);
  });
  const jobs = given['JOBS_URL'] === undefined ? undefined : jobsUrlFault(given['JOBS_URL']);
  const nodeEnv = given['NODE_ENV'];
  const access =
    given['ACCESS'] === 'development' && isProduction(nodeEnv) ? fault('DEVELOPMENT_IN_PRODUCTION', {}) : undefined;
  const nearly = isNearlyProduction(nodeEnv)
    ? fault('NODE_ENV_NEARLY_PRODUCTION', { value: nodeEnv ?? '' })
    : undefined;
  const isApart = given['KEY_STORE_URL'] !== undefined && !isOnServer(given['EVENT_STORE_URL']);
  const apart = isApart ? fault('KEYS_APART_FROM_LOG', {}) : undefined;
  const exposed = isProduction(nodeEnv) ? exposedBy(given, variables) : [];
  return [...stores, jobs, access, nearly, apart, ...quoted(given), ...passwordFaults(given), ...exposed].flatMap(
    (found) => (found === undefined ? [] : [sentenceOf(found)]),
  );
}

/** Refused in production, a warning elsewhere. */
function exposedBy(said: Readonly<Record<string, unknown>>, variables: Variables): readonly EnvironmentFault[] {
  const set = Object.keys(variables).filter((name) => filled(variables[name]) !== undefined);
  return [
    ...exposuresOf(said),
    ...patientKeyFaults(said),
    ...nearNames(set, VARIABLE_NAMES).map((near) => fault('VARIABLE_NOT_READ', near)),
  ];
}

/** A file of variables for containers takes quotes as a part of the value. */
function quoted(given: Variables): readonly EnvironmentFault[] {
  return Object.entries(given).flatMap(([variable, value]) =>
    /^(["']).*\1$/s.test(value ?? '') ? [fault('VARIABLE_QUOTED', { variable })] : [],
  );
}

/** Files of passwords that a URL names. */
function passwordFaults(given: Variables): readonly EnvironmentFault[] {
  return SERVER_URLS.flatMap((variable) => {
    const path = /[?&]passwordFile=([^&]+)/.exec(given[variable] ?? '')?.[1];
    return path === undefined ? [] : openFileFault(variable, decodeURIComponent(path));
  });
}

function openFileFault(variable: string, path: string): readonly EnvironmentFault[] {
  const mode = openPermissions(path);
  return mode === undefined ? [] : [fault('VARIABLE_FILE_OPEN', { variable, path, mode })];
}

export function commonEnvironment(said: VariableValues<typeof OF_BOTH>, variables: Variables): CommonEnvironment {
  const { DATA: data, UPLOADS: uploads = `${data}/uploads`, JOBS_URL: jobsUrl = `local:${data}/jobs.db` } = said;
  const stores = storePaths(data, {
    log: said.EVENT_STORE_URL,
    read: said.READ_STORE_URL,
    actEntries: said.ACT_ENTRIES,
    shared: said.SHARED_URL,
    threads: said.THREADS,
    keyFile: said.PATIENT_KEY_FILE,
    keyServer: said.KEY_STORE_URL,
    isSealed: said.PATIENT_ENCRYPTION === 'on',
  });
  return {
    folders: foldersOf(said, stores, uploads, jobsUrl),
    stores,
    logLevel: said.LOG_LEVEL,
    // A named folder is one that all machines share.
    uploads: { folder: uploads, server: said.UPLOADS === undefined ? stores.shared : undefined },
    webhookKey: said.WEBHOOK_KEY_FILE,
    // On a developer's machine webhooks may go to the machine itself.
    webhookAddresses: { development: said.ACCESS === 'development', allowed: said.WEBHOOK_PRIVATE_HOSTS },
    jobsUrl,
    feedSource: said.FEED_SOURCE,
    telemetryEndpoint:
      said.OTEL_EXPORTER_OTLP_ENDPOINT === undefined ? undefined : new URL(said.OTEL_EXPORTER_OTLP_ENDPOINT).href,
    readiness: { lagEvents: said.READY_MAX_LAG_EVENTS, lagSeconds: said.READY_MAX_LAG_SECONDS },
    letterhead: letterheadOf(said),
    audit: {
      checkpoints: said.AUDIT_CHECKPOINTS,
      key: said.AUDIT_KEY_FILE,
      publicKeys: said.AUDIT_PUBLIC_KEY_FILES,
      authorities: said.AUDIT_TSA_FILES,
    },
    host: said.HOST,
    warnings: isProduction(said.NODE_ENV) ? [] : exposedBy(said, variables).map((found) => sentenceOf(found)),
  };
}

/** The folder of a store comes from its URL, otherwise from `DATA`. */
function foldersOf(
  said: VariableValues<typeof OF_BOTH>,
  stores: StorePaths,
  uploads: string,
  jobsUrl: string,
): readonly NamedFolder[] {
  const given = (name: keyof typeof OF_BOTH, otherwise: VariableName): VariableName =>
    said[name] === undefined ? otherwise : name;
  const log = stores.server === undefined ? given('EVENT_STORE_URL', 'DATA') : 'DATA';
  const jobs = localJobsPath(jobsUrl);
  return [
    { variable: log, path: dirname(stores.logPath) },
    ...(stores.readServer === undefined ? [{ variable: given('READ_STORE_URL', log), path: stores.readFolder }] : []),
    { variable: given('UPLOADS', 'DATA'), path: uploads },
    ...(jobs === undefined ? [] : [{ variable: given('JOBS_URL', 'DATA'), path: dirname(jobs) }]),
  ];
}
