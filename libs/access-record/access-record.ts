/**
 * The port of the record of accesses: who read which patient or account, and with which roles. It is stored beside the log, not in it:
 * reading waits for no writer. Entries are added and, once old, removed; never changed. Adapters share one contract suite
 * (access-record.contract.ts).
 */
import type { Role } from '#libs/commands/segregation.ts';
import { dayFromText, startInFrance } from '#libs/kernel/day.ts';

/**
 * PATIENT: records about patients, by their pseudonyms. ACCOUNT: account numbers in full. FILE: a file with either, by its name. RECORD:
 * this record itself. ROLES: no data were read; the first time that a token or session showed its roles. LOST: the number of entries that
 * could not be stored.
 */
export const ACCESS_KINDS = ['PATIENT', 'ACCOUNT', 'FILE', 'RECORD', 'ROLES', 'LOST'] as const;
export type AccessKind = (typeof ACCESS_KINDS)[number];

export interface Access {
  /** Unique; begins with the instant, so that keys sort by time. */
  readonly key: string;
  /** ISO 8601 instant. */
  readonly at: string;
  /** `sub` of the token, and its name. */
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The session of the token: its `jti`, or a digest. */
  readonly session: string;
  /** The address that was read, without its query. */
  readonly address: string;
  readonly request: string;
  readonly kind: AccessKind;
  /** The subjects that were read: pseudonyms, masked account numbers with a digest, names of files. At most IDS_MAX. */
  readonly ids: readonly string[];
  /** The number of subjects; more than `ids` has if there were too many to store. */
  readonly count: number;
}

/** The name of a patient's stream is this prefix and the pseudonym. */
export const OF_PATIENT = 'patient-';

/** Maximum number of stored ids per answer. */
export const IDS_MAX = 1_000;

export interface AccessFilter {
  readonly subject?: string | undefined;
  readonly kind?: AccessKind | undefined;
  /** Finds accesses to this subject, and also answers with too many subjects to store, because they may have shown it. */
  readonly id?: string | undefined;
  /** Instants, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The instants of days in France, both included, as ISO text. Throws RangeError if a text is no day. */
export function instantsOf(from: string | undefined, to: string | undefined): Pick<AccessFilter, 'from' | 'to'> {
  return {
    from: from && startInFrance(dayFromText(from)),
    to: to && new Date(Date.parse(startInFrance(dayFromText(to) + 1)) - 1).toISOString(),
  };
}

/** A person with some roles, from the first to the last entry that has them. */
export interface RolesOfPerson {
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly first: string;
  readonly last: string;
  readonly times: number;
  readonly sessions: number;
}

export interface AccessRecord {
  add(accesses: readonly Access[]): Promise<void>;
  /** The entries after a key, in the order of time. */
  find(filter: AccessFilter, after: string, limit: number): Promise<readonly Access[]>;
  roles(): Promise<readonly RolesOfPerson[]>;
  /** Replaces each of these ids, which name an erased person, by another name in every entry. No entry contains them afterwards. */
  rename(ids: readonly string[], to: string): Promise<void>;
  /** Removes entries older than an instant. */
  prune(before: string): Promise<void>;
  close(): Promise<void>;
}

/** The ids of an entry that may be patients. An entry about reading this record may name several in one text. */
export function patientsIn({ kind, ids }: Pick<Access, 'kind' | 'ids'>): readonly string[] {
  return kind === 'PATIENT' || kind === 'RECORD' ? ids : [];
}

/** The entry with a substitute id instead of each erased patient's pseudonym, also in the name of the stream within an address. */
export function withoutErased<T extends Pick<Access, 'kind' | 'ids' | 'address'>>(
  access: T,
  erased: ReadonlyMap<string, string>,
): T {
  let { address } = access;
  for (const [patient, name] of erased) address = addressWithout(address, patient, name);
  const patients = new Set(patientsIn(access));
  return { ...access, address, ids: access.ids.map((id) => (patients.has(id) ? (erased.get(id) ?? id) : id)) };
}

/** The filters of a query of the record itself, one entry each: a filter may name a person who is erased later. */
export function askedOfRecord(filters: readonly (string | undefined)[]): readonly string[] {
  const given = filters.filter((one) => one !== undefined);
  return given.length === 0 ? ['*'] : given;
}

/** An address in which another name replaces a patient and the stream, in the encoding of addresses. */
export function addressWithout(address: string, patient: string, to: string): string {
  const names = new Map<string, string>();
  for (const before of ['', OF_PATIENT])
    for (const written of [before + patient, encodeURIComponent(before + patient)]) names.set(written, before + to);
  return address
    .split('/')
    .map((part) => names.get(part) ?? part)
    .join('/');
}
