/**
 * A proxy in front of a MongoDB, which stops at the writes that a test chooses: a process that dies, a network that is cut, a host that
 * stalls.
 */
import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

/** `cut` loses the command, `cut-answer` its answer; both end every connection. */
export type Passage = 'pass' | 'cut' | 'cut-answer';

/** The fate of a write, by its number from 1 since the hook was set, and its collection. */
type AtWrite = (write: number, collection: string) => Passage | Promise<Passage>;

const HEADER_BYTES = 16;
/** Flags, and the kind of the first section, which is the command. */
const BEFORE_COMMAND = HEADER_BYTES + 5;
const OP_MSG = 2013;
const WRITES = ['insert', 'update', 'delete', 'findAndModify'];

export class MongoProxy {
  readonly url: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #atWrite: AtWrite = () => 'pass';
  #writes = 0;
  #isDown = false;

  private constructor(target: URL, server: Server) {
    this.#server = server;
    this.url = target.href.replace(target.host, `127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('connection', (inside: Socket) => {
      if (this.#isDown) inside.destroy();
      else this.#join(inside, connect(Number(target.port), target.hostname));
    });
  }

  static async before(url: string): Promise<MongoProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new MongoProxy(new URL(url), server);
  }

  atWrite(hook: AtWrite): void {
    [this.#atWrite, this.#writes] = [hook, 0];
  }

  /** Cuts every connection and refuses new ones until `up`. */
  down(): void {
    this.#isDown = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  up(): void {
    this.#isDown = false;
  }

  async close(): Promise<void> {
    this.down();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(inside: Socket, outside: Socket): void {
    for (const [one, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      this.#sockets.add(one);
      one.on('error', () => one.destroy());
      one.once('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
    }
    outside.pipe(inside);
    void this.#forward(inside, outside).catch(() => inside.destroy());
  }

  async #forward(inside: Socket, outside: Socket): Promise<void> {
    let held = Buffer.alloc(0);
    for await (const some of inside) {
      held = Buffer.concat([held, some as Buffer]);
      while (held.length >= HEADER_BYTES && held.length >= held.readInt32LE(0)) {
        const message = held.subarray(0, held.readInt32LE(0));
        held = held.subarray(message.length);
        const passage = await this.#passage(message);
        if (passage === 'cut-answer') {
          outside.unpipe(inside);
          outside.resume();
          const answered = once(outside, 'data');
          outside.write(message);
          await answered;
        } else if (passage === 'pass') outside.write(message);
        if (passage !== 'pass') this.down();
      }
    }
  }

  async #passage(message: Buffer): Promise<Passage> {
    if (message.readInt32LE(12) !== OP_MSG) return 'pass';
    // The first element of the command: its type, its name, and the collection as a string.
    const name = textAt(message, BEFORE_COMMAND + 5);
    if (!WRITES.includes(name)) return 'pass';
    const collection = textAt(message, BEFORE_COMMAND + 5 + name.length + 1 + 4);
    return this.#atWrite(++this.#writes, collection);
  }
}

function textAt(message: Buffer, start: number): string {
  return message.toString('utf8', start, message.indexOf(0, start));
}
