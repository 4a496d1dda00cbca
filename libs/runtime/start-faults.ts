/** The faults that keep a process from starting, as codes with data; the sentences come from libs/words. */
import type { JobsUrlFault } from '#libs/jobs/open-job-queue.ts';
import type { NoData, Refusal } from '#libs/kernel/domain-error.ts';

/** A variable of the environment, and its value. */
interface Setting<T> {
  readonly variable: string;
  readonly value: T;
}

export type StartFault =
  | Refusal<'FOLDER_NOT_A_FOLDER', Setting<string>>
  | Refusal<'FOLDER_NOT_WRITABLE', Setting<string>>
  /** `reason`: the message of the system. */
  | Refusal<'FOLDER_UNUSABLE', Setting<string> & { readonly reason: string }>
  | Refusal<'PORT_TAKEN', Setting<number>>
  | Refusal<'PORT_FORBIDDEN', Setting<number>>
  | Refusal<'HOST_NOT_HERE', Setting<string>>
  /** `reason`: the message of the engine. */
  /** `path`: undefined if it is not known which file SQLite means. */
  | Refusal<'STORE_FILE_UNUSABLE', { readonly reason: string; readonly path: string | undefined }>;

interface Said {
  readonly value: string;
}

export type StoreVariable = 'EVENT_STORE_URL' | 'READ_STORE_URL' | 'SHARED_URL' | 'KEY_STORE_URL';

/** The faults of a store URL. Only its scheme is named: the rest may contain a password. */
export type StoreUrlFault =
  | Refusal<'EVENT_STORE_URL_UNKNOWN', { readonly scheme: string }>
  | Refusal<'READ_STORE_URL_UNKNOWN', { readonly scheme: string }>
  | Refusal<'SHARED_URL_UNKNOWN', { readonly scheme: string }>
  | Refusal<'KEY_STORE_URL_UNKNOWN', { readonly scheme: string }>
  /** It ends after its scheme. */
  | Refusal<'STORE_URL_ENDS', { readonly variable: StoreVariable; readonly scheme: string }>
  /** The engine would read options in it. */
  | Refusal<'STORE_URL_NOT_A_PATH', { readonly variable: StoreVariable }>;

/** The faults of one variable's value; the sentence follows its name. */
export type VariableFault =
  | Refusal<'VARIABLE_NOT_SET', { readonly example: string }>
  | Refusal<'VARIABLE_NOT_A_NUMBER', Said & { readonly least: number; readonly most: number }>
  | Refusal<'VARIABLE_NOT_AMONG', Said & { readonly allowed: readonly string[] }>
  | Refusal<'VARIABLE_NOT_A_URI', Said>
  | Refusal<'VARIABLE_NOT_A_WEB_ADDRESS', Said & { readonly example: string }>
  | Refusal<'KEY_TOO_SHORT', { readonly path: string; readonly bytes: number; readonly least: number }>
  /** `reason`: the message of the system. */
  | Refusal<'KEY_FILE_UNREADABLE', { readonly path: string; readonly reason: string }>
  | Refusal<'SECRET_FILE_EMPTY', { readonly path: string }>
  /** `mode`: its permissions. */
  | Refusal<'SECRET_FILE_OPEN', { readonly path: string; readonly mode: string }>
  | Refusal<'KEY_NOT_BASE64', { readonly path: string }>
  | Refusal<'KEY_WEAK', { readonly path: string }>
  | Refusal<'NETWORK_OF_EVERYONE', { readonly entry: string }>
  | Refusal<'HOSTS_OF_EVERYONE', { readonly entry: string }>
  | Refusal<'NOT_A_NETWORK', { readonly entry: string }>;

/** Settings that let others in or listen; refused in production, a warning elsewhere. */
export type Exposure =
  | Refusal<'DEVELOPMENT_OUTSIDE', { readonly host: string }>
  | Refusal<'KEYS_NOT_OVER_TLS', Setting<string>>
  | Refusal<'SERVER_WITHOUT_TLS', { readonly variable: string; readonly host: string }>
  | Refusal<'SERVER_WITHOUT_PASSWORD', { readonly variable: string; readonly host: string }>
  /** Anyone on the way can be the server. */
  | Refusal<'SERVER_NOT_VERIFIED', { readonly variable: string; readonly host: string }>
  | Refusal<'NO_SERVER_VERIFIED', NoData>;

/** Refused in production, a warning elsewhere. */
export type PatientKeyFault =
  | Refusal<'PATIENTS_IN_CLEAR', NoData>
  /** The stores are on servers, for any number of machines, but the keys are in a file of one. */
  | Refusal<'KEYS_OF_ONE_MACHINE', NoData>
  | Refusal<'PATIENT_KEY_BESIDE_LOG', NoData>;

/** The faults of the environment as a whole; the sentence names the variables. */
export type EnvironmentFault =
  | StoreUrlFault
  | JobsUrlFault
  | Refusal<'VARIABLE_SET_TWICE', { readonly variable: string }>
  | Refusal<'VARIABLE_QUOTED', { readonly variable: string }>
  /** The name is nearly that of a variable that is read. */
  | Refusal<'VARIABLE_NOT_READ', { readonly name: string; readonly meant: string }>
  | Refusal<'VARIABLE_FILE_UNREADABLE', { readonly variable: string; readonly path: string; readonly reason: string }>
  | Refusal<'DEVELOPMENT_IN_PRODUCTION', NoData>
  | Refusal<'NODE_ENV_NEARLY_PRODUCTION', { readonly value: string }>
  /** A file with a secret. `mode`: its permissions. */
  | Refusal<'VARIABLE_FILE_OPEN', { readonly variable: string; readonly path: string; readonly mode: string }>
  | Exposure
  | PatientKeyFault
  /** The keys of a log in a file must be in a file beside it. */
  | Refusal<'KEYS_APART_FROM_LOG', NoData>
  /** Login needs all of its variables, or none of them. */
  | Refusal<'LOGIN_INCOMPLETE', { readonly missing: readonly string[] }>
  /** Over plain HTTP, and not on the machine itself. */
  | Refusal<'LOGIN_NOT_OVER_TLS', Setting<string>>
  | Refusal<'LOGIN_REDIRECT_ELSEWHERE', { readonly value: string; readonly path: string }>
  /** Every fault, as a sentence. */
  | Refusal<'CONFIGURATION_REFUSED', { readonly faults: readonly string[] }>;
