/** The part of autocannon that the bench uses; it ships without types. */
declare module 'autocannon' {
  export interface Request {
    readonly method?: string;
    readonly path?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly setupRequest?: (request: Request, context: object) => Request;
  }
  export interface Options {
    readonly url: string;
    readonly connections: number;
    /** Seconds. */
    readonly duration: number;
    /** Requests per second over all connections; unlimited by default. */
    readonly overallRate?: number;
    readonly requests: readonly Request[];
  }
  export interface Result {
    readonly '2xx': number;
    readonly non2xx: number;
    readonly errors: number;
    readonly timeouts: number;
    /** Seconds. */
    readonly duration: number;
    /** ms. */
    readonly latency: { readonly p50: number; readonly p99: number; readonly max: number };
  }
  export default function autocannon(options: Options): Promise<Result>;
}
