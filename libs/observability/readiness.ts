/**
 * Whether a service is ready for requests: its stores answer and no projection is stalled. The result contains only names and numbers. We
 * do not use @nestjs/terminus: its report has another shape than the contract, and the worker serves no Nest application.
 */
import type { Continuity } from '#libs/continuity/continuity.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { NoData, Refusal } from '#libs/kernel/domain-error.ts';
import { answeredInTime } from '#libs/observability/answered.ts';
import type { LifeCycle } from '#libs/observability/life-cycle.ts';
import type { ProjectionLag, ProjectionWatch } from '#libs/observability/projection-watch.ts';

export type ReadinessFault =
  | Refusal<'SERVICE_STOPPING', NoData>
  | Refusal<'LOG_SILENT', NoData>
  /** Some pages of the file differ from what SQLite wrote. */
  | Refusal<'LOG_DAMAGED', NoData>
  /** `position`: the last one that a witness outside the log saw; `end`: the last one of the log. */
  | Refusal<'LOG_ENDS_BEFORE_WITNESS', { readonly position: number; readonly end: number }>
  | Refusal<'LOG_OTHER_THAN_WITNESS', { readonly position: number }>
  /** No witness has seen the log, so a loss would not show; the service is ready anyway. */
  | Refusal<'LOG_UNWITNESSED', NoData>
  | Refusal<'WITNESSES_SILENT', NoData>
  | Refusal<'KEYS_FORMER', NoData>
  | Refusal<'KEYS_SILENT', NoData>
  | Refusal<'JOBS_SILENT', NoData>
  | Refusal<'PROJECTIONS_SILENT', NoData>
  | Refusal<'PROJECTION_UNSOUND', NoData>
  | Refusal<'PROJECTION_BEHIND', { readonly events: number; readonly max: number }>
  | Refusal<'PROJECTION_LATE', { readonly seconds: number; readonly max: number }>;

interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** The faults, or other remarks, in words; absent when all is well. */
  readonly detail?: string;
  readonly lagEvents?: number;
  /** Whole seconds. */
  readonly lagSeconds?: number;
}

export interface ReadinessReport {
  readonly ready: boolean;
  readonly checks: readonly Check[];
}

export interface Thresholds {
  /** Maximum number of unprocessed events. */
  readonly lagEvents: number;
  /** Maximum age of the oldest unprocessed event, s. */
  readonly lagSeconds: number;
}

interface ReadinessSettings {
  readonly log: EventStore;
  readonly watch: ProjectionWatch;
  readonly lifeCycle: LifeCycle;
  /** Compares the log with what witnesses outside it saw. */
  readonly continuity: Pick<Continuity, 'loss' | 'isWitnessed'>;
  /** Whether a former copy of the keys of patients has brought somebody erased back. */
  readonly isErasedPatientRestored: () => Promise<boolean>;
  /** Whether a page was met that differs from what SQLite wrote. */
  readonly isDamaged: () => boolean;
  readonly thresholds: Thresholds;
  /** The words of the report come in as data, since words belong to the edges. */
  readonly say: (fault: ReadinessFault) => string;
}

export class Readiness {
  readonly #settings: ReadinessSettings;

  #askQueue: (() => Promise<unknown>) | undefined;

  constructor(settings: ReadinessSettings) {
    this.#settings = settings;
  }

  /** Adds the queue of jobs to the checks: its probe rejects when the queue is unreachable. */
  watchQueue(ask: () => Promise<unknown>): void {
    this.#askQueue = ask;
  }

  async report(): Promise<ReadinessReport> {
    const [eventStore, history, keys, queue, projections] = await Promise.all([
      this.#eventStore(),
      this.#history(),
      this.#keys(),
      this.#queue(),
      this.#projections(),
    ]);
    const checks = [this.#running(), eventStore, history, keys, ...queue, ...projections];
    return { ready: checks.every(({ ok }) => ok), checks };
  }

  #running(): Check {
    return this.#settings.lifeCycle.stopping
      ? this.#failed('service', { code: 'SERVICE_STOPPING', data: {} })
      : { name: 'service', ok: true };
  }

  async #eventStore(): Promise<Check> {
    if (this.#settings.isDamaged()) return this.#failed('event-store', { code: 'LOG_DAMAGED', data: {} });
    try {
      await answeredInTime(this.#settings.log.end());
      return { name: 'event-store', ok: true };
    } catch {
      return this.#failed('event-store', { code: 'LOG_SILENT', data: {} });
    }
  }

  /** Checks whether the log lost its end, or has another history than its witnesses saw. */
  async #history(): Promise<Check> {
    try {
      const loss = await answeredInTime(this.#settings.continuity.loss());
      const [witness] = loss?.lost ?? [];
      if (loss !== undefined && witness !== undefined)
        return this.#failed('history', lossFault(witness.position, loss.end.position));
      if (await answeredInTime(this.#settings.continuity.isWitnessed())) return { name: 'history', ok: true };
      return { ...this.#failed('history', { code: 'LOG_UNWITNESSED', data: {} }), ok: true };
    } catch {
      return this.#failed('history', { code: 'WITNESSES_SILENT', data: {} });
    }
  }

  async #keys(): Promise<Check> {
    try {
      if (await answeredInTime(this.#settings.isErasedPatientRestored()))
        return this.#failed('keys', { code: 'KEYS_FORMER', data: {} });
      return { name: 'keys', ok: true };
    } catch {
      return this.#failed('keys', { code: 'KEYS_SILENT', data: {} });
    }
  }

  async #queue(): Promise<Check[]> {
    if (this.#askQueue === undefined) return [];
    try {
      await answeredInTime(this.#askQueue());
      return [{ name: 'queue', ok: true }];
    } catch {
      return [this.#failed('queue', { code: 'JOBS_SILENT', data: {} })];
    }
  }

  async #projections(): Promise<Check[]> {
    try {
      const lags = await answeredInTime(this.#settings.watch.lags());
      return [{ name: 'read-store', ok: true }, ...lags.map((lag) => this.#projection(lag))];
    } catch {
      return [this.#failed('read-store', { code: 'PROJECTIONS_SILENT', data: {} })];
    }
  }

  #projection({ name, events, seconds, unsound }: ProjectionLag): Check {
    const { thresholds, say } = this.#settings;
    const { lagEvents, lagSeconds } = thresholds;
    const age = Math.floor(seconds);
    const faults: readonly ReadinessFault[] = [
      ...(unsound ? [{ code: 'PROJECTION_UNSOUND', data: {} } as const] : []),
      ...(events > lagEvents ? [{ code: 'PROJECTION_BEHIND', data: { events, max: lagEvents } } as const] : []),
      ...(seconds > lagSeconds ? [{ code: 'PROJECTION_LATE', data: { seconds: age, max: lagSeconds } } as const] : []),
    ];
    const check = { name: `projection ${name}`, ok: faults.length === 0, lagEvents: events, lagSeconds: age };
    return faults.length === 0 ? check : { ...check, detail: faults.map(say).join(' ; ') };
  }

  #failed(name: string, fault: ReadinessFault): Check {
    return { name, ok: false, detail: this.#settings.say(fault) };
  }
}

function lossFault(position: number, end: number): ReadinessFault {
  return end < position
    ? { code: 'LOG_ENDS_BEFORE_WITNESS', data: { position, end } }
    : { code: 'LOG_OTHER_THAN_WITNESS', data: { position } };
}
