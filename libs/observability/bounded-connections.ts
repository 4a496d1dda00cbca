/**
 * Bounds the connections of an HTTP server, so that clients that send half a request, read nothing or close nothing leave room for others:
 * a new connection replaces the one that has been without a request for longest, otherwise one whose client leaves its answer unread.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { normalizeIP } from '@fastify/rate-limit';

export interface ConnectionLimits {
  /** Open at a time. */
  readonly total: number;
  /** Maximum of one address, or of one IPv6 network of 64 bits. */
  readonly perAddress: number;
  /**
   * At this descriptor the process is running out of them, because the system gives out the lowest free one. Without any free one it closes
   * connections without an answer.
   */
  readonly descriptors?: number | undefined;
  /** Whether many callers share this address, as behind a proxy. */
  readonly isShared?: (address: string) => boolean;
  /** How long a client may read nothing of an answer, ms. */
  readonly stallMs?: number;
  /** The last bytes for a connection that has to go and never had an answer. */
  readonly refusal?: string;
}

/** Connections beyond the limits, which may only ask for health: more than monitoring needs. */
const SPARE = 16;
const STALL_MS = 30_000;
/** Requests under way on one connection: a client that sends so many without an answer does not read them. */
const PIPELINED_MAX = 16;
/** How long the client may take to read the last answer of a connection, ms. */
const LINGER_MS = 1_000;

export class BoundedConnections {
  readonly #limits: ConnectionLimits;
  /** The number of pending requests of each connection. */
  readonly #requests = new WeakMap<Socket, number>();
  /** The first without a request has been so for longest. */
  readonly #open = new Set<Socket>();
  readonly #byAddress = new Map<string, Set<Socket>>();
  readonly #spare = new Set<Socket>();
  readonly #refused = new WeakSet<Socket>();

  constructor(server: Server, { stallMs = STALL_MS, ...limits }: ConnectionLimits) {
    this.#limits = limits;
    server.on('connection', (socket: Socket) => {
      this.#admit(socket);
    });
    // Runs before the request is answered.
    server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
      this.#count(socket, 1);
      response.once('close', () => {
        this.#count(socket, -1);
      });
    });
    server.setTimeout(stallMs);
    server.on('timeout', (socket: Socket) => {
      // A pending request may take its time; unread bytes of its answer may not.
      if (this.#requestsOf(socket) === 0 || socket.writableLength > 0) socket.destroy();
    });
  }

  /** Whether the connection is beyond the limits, and only for health. */
  isSpare(socket: Socket): boolean {
    return this.#spare.has(socket);
  }

  /** Closes a connection with too many pending requests. Gives whether it is closed: then its request must not be handled. */
  isCut(socket: Socket): boolean {
    if (this.#requestsOf(socket) > PIPELINED_MAX) socket.destroy();
    return socket.destroyed || this.#refused.has(socket);
  }

  #admit(socket: Socket): void {
    const { total, perAddress, isShared, descriptors = Infinity } = this.#limits;
    const address = addressOf(socket);
    const ofAddress = this.#byAddress.get(address) ?? new Set<Socket>();
    const isBounded = isShared?.(socket.remoteAddress ?? '') !== true;
    if (isBounded && ofAddress.size >= perAddress && !this.#makeRoom(ofAddress)) {
      // An address at its limit replaces one of its own connections, not another's.
      this.#admitSpare(socket);
      return;
    }
    const isFull = this.#open.size >= total || descriptorOf(socket) >= descriptors;
    if (isFull && !this.#makeRoom(this.#open)) {
      this.#admitSpare(socket);
      return;
    }
    this.#open.add(socket);
    this.#byAddress.set(address, ofAddress.add(socket));
    socket.once('close', () => {
      this.#forget(socket, address);
    });
  }

  #admitSpare(socket: Socket): void {
    const [oldest] = this.#spare;
    if (oldest !== undefined && this.#spare.size >= SPARE) {
      this.#spare.delete(oldest);
      this.#refuse(oldest);
    }
    this.#spare.add(socket);
    socket.once('close', () => this.#spare.delete(socket));
  }

  /**
   * Closes the connection that has been without a request for longest; otherwise the first one whose answer is unread. Gives whether there
   * was one.
   */
  #makeRoom(sockets: Set<Socket>): boolean {
    const found = first(sockets, (socket) => this.#requestsOf(socket) === 0) ?? first(sockets, isUnread);
    if (found === undefined) return false;
    this.#forget(found, addressOf(found));
    this.#refuse(found);
    return true;
  }

  /** A connection that had an answer may be closed at any time; another one may have a request on its way. */
  #refuse(socket: Socket): void {
    const { refusal } = this.#limits;
    if (refusal === undefined || socket.bytesWritten > 0) {
      socket.destroy();
      return;
    }
    this.#refused.add(socket);
    socket.write(refusal);
    socket.destroySoon();
  }

  #forget(socket: Socket, address: string): void {
    this.#open.delete(socket);
    const ofAddress = this.#byAddress.get(address);
    ofAddress?.delete(socket);
    if (ofAddress?.size === 0) this.#byAddress.delete(address);
  }

  #requestsOf(socket: Socket): number {
    return this.#requests.get(socket) ?? 0;
  }

  #count(socket: Socket, change: 1 | -1): void {
    const requests = this.#requestsOf(socket) + change;
    this.#requests.set(socket, requests);
    if (requests === 0 && this.#open.delete(socket)) this.#open.add(socket);
  }
}

function first(sockets: Iterable<Socket>, holds: (socket: Socket) => boolean): Socket | undefined {
  for (const socket of sockets) if (holds(socket)) return socket;
  return undefined;
}

function isUnread({ writableLength }: Socket): boolean {
  return writableLength > 0;
}

/** -1 if the system has none: on Windows, and for a connection that is closed already. */
function descriptorOf(socket: Socket): number {
  const { _handle: handle } = socket as Socket & { readonly _handle?: { readonly fd?: number } | null };
  return handle?.fd ?? -1;
}

/** Empty for a connection that is closed already. */
function addressOf({ remoteAddress }: Socket): string {
  return remoteAddress === undefined ? '' : normalizeIP(remoteAddress);
}

/** Sends the last answer of a connection whose client may neither read it nor close. */
export function endConnection(socket: Duplex, answer: string): void {
  const bound = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => {
    clearTimeout(bound);
  });
  socket.end(answer);
}
