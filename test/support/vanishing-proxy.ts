/** A proxy in front of a server that is gone, its port closed, when the server gives a certain reply, and is back a while later. */
import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const GONE_MS = 300;

export class VanishingProxy {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isBack = false;

  private constructor(server: Server, target: number, reply: number) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    let replies = 0;
    server.on('connection', (inside) => {
      const outside = connect(target, '127.0.0.1');
      this.#sockets.add(inside).add(outside);
      for (const [one, other] of [
        [inside, outside],
        [outside, inside],
      ] as const)
        one
          .on('error', () => one.destroy())
          .once('close', () => {
            this.#sockets.delete(one);
            other.destroy();
          });
      inside.pipe(outside);
      outside.on('data', (data) => {
        if (++replies === reply) void this.#vanish();
        else inside.write(data);
      });
    });
  }

  /** `target`: a port of this machine. `reply`: ordinal of the lost reply, over all connections together. */
  static async to(target: number, reply: number): Promise<VanishingProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new VanishingProxy(server, target, reply);
  }

  /** Whether the reply was lost, and the server is there again. */
  get isBack(): boolean {
    return this.#isBack;
  }

  async close(): Promise<void> {
    await this.#shut();
  }

  async #vanish(): Promise<void> {
    await this.#shut();
    await pause(GONE_MS);
    this.#server.listen(this.port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#isBack = true;
  }

  async #shut(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
