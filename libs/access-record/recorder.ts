/**
 * Records accesses a moment after the answer, so that no reader waits. While the record cannot be written, a bounded number of entries
 * wait; further ones are counted, and the count becomes an entry.
 */
import {
  type Access,
  type AccessRecord,
  IDS_MAX,
  OF_PATIENT,
  patientsIn,
  withoutErased,
} from '#libs/access-record/access-record.ts';
import { Outage } from '#libs/kernel/outage.ts';

const SOON_MS = 200;
const AFTER_FAILURE_MS = 5_000;
const WAITING_MAX = 10_000;
const KEPT_MS = 400 * 86_400_000;
const PRUNED_EVERY_MS = 6 * 3_600_000;

interface RecorderSettings {
  readonly record: AccessRecord;
  /** Ms since 1970. */
  readonly now: () => number;
  /** Called once per failure; the write is retried until it succeeds. */
  readonly onFailure: (error: unknown) => void;
  readonly onRecovered?: () => void;
  /**
   * Gives which of these texts name erased patients, with the substitute name of each: an access before an erasure may be recorded after
   * it.
   */
  readonly erasedAmong?: (texts: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

export class AccessRecorder {
  readonly #settings: RecorderSettings;
  #waiting: Access[] = [];
  #lost = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #prunedAtMs = 0;
  /** Whether a failed attempt may have written the waiting entries already, as they were before an erasure. */
  #isRetried = false;
  readonly #outage = new Outage();

  constructor(settings: RecorderSettings) {
    this.#settings = settings;
  }

  /** `key` is made from the instant, the request and the kind. */
  take(access: Omit<Access, 'key' | 'count'>): void {
    const { at, request, kind, ids } = access;
    if (this.#waiting.length >= WAITING_MAX) {
      this.#lost++;
      return;
    }
    const key = `${at} ${request} ${kind}`;
    this.#waiting.push({ ...access, key, ids: ids.slice(0, IDS_MAX), count: ids.length });
    this.#timer ??= setTimeout(() => void this.flush(), SOON_MS).unref();
  }

  /** When it resolves, the earlier entries are stored, unless the record cannot be written now. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const { record, now, onFailure, onRecovered } = this.#settings;
    const [accesses, lost] = [this.#waiting, this.#lost];
    if (accesses.length === 0) return;
    this.#waiting = [];
    this.#lost = 0;
    try {
      const written = await this.#withoutErased(accesses);
      await record.add(lost === 0 ? written : [...written, lostEntry(written.at(-1), lost)]);
      await this.#renameErased(this.#isRetried ? accesses : written);
      this.#isRetried = false;
      if (this.#outage.ends()) onRecovered?.();
      if (now() - this.#prunedAtMs < PRUNED_EVERY_MS) return;
      this.#prunedAtMs = now();
      await record.prune(new Date(now() - KEPT_MS).toISOString());
    } catch (error) {
      this.#isRetried = true;
      this.#waiting = [...accesses, ...this.#waiting];
      this.#lost += lost;
      this.#timer ??= setTimeout(() => void this.flush(), AFTER_FAILURE_MS).unref();
      if (this.#outage.isNews(error)) onFailure(error);
    }
  }

  /** Replaces the names of erased patients, including the addresses of their streams, by substitute ids. */
  async #withoutErased(accesses: readonly Access[]): Promise<readonly Access[]> {
    const streams = accesses.flatMap(({ address }) => patientsInAddress(address));
    const erased = await this.#erasedOf([...accesses.flatMap(patientsIn), ...streams]);
    if (erased.size === 0) return accesses;
    return accesses.map((access) => withoutErased(access, erased));
  }

  /** Renames entries of a patient who was erased during the write. This is rare, since a rename rewrites the whole record. */
  async #renameErased(accesses: readonly Access[]): Promise<void> {
    for (const [patient, name] of await this.#erasedOf(accesses.flatMap(patientsIn)))
      await this.#settings.record.rename([patient], name);
  }

  async #erasedOf(texts: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const some = [...new Set(texts)];
    return (some.length === 0 ? undefined : await this.#settings.erasedAmong?.(some)) ?? new Map<string, string>();
  }
}

/** The patients whose streams an address names. */
function patientsInAddress(address: string): readonly string[] {
  return address.split('/').flatMap((part) => {
    const name = decodedPart(part);
    return name.startsWith(OF_PATIENT) ? [name.slice(OF_PATIENT.length)] : [];
  });
}

/** Unchanged if it cannot be percent-decoded: any client may ask for anything. */
function decodedPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Has the time of the last entry that could wait. */
function lostEntry(last: Access | undefined, count: number): Access {
  const { at = '', key = '' } = last ?? {};
  return {
    ...{ key: `${key} LOST`, at, kind: 'LOST', ids: [], count },
    ...{ subject: '', name: '', roles: [], session: '', address: '', request: '' },
  };
}
