/** A proxy in front of a server: a test cuts its connections, as a failing network does. */
import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

export class CutProxy {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets: Set<Socket>;
  readonly #state: { down: boolean };

  private constructor(server: Server, sockets: Set<Socket>, state: { down: boolean }) {
    this.#server = server;
    this.#sockets = sockets;
    this.#state = state;
    this.port = (server.address() as AddressInfo).port;
  }

  /** `at`: the address of this machine that it listens at. */
  static async to(host: string, port: number, at = '127.0.0.1'): Promise<CutProxy> {
    const sockets = new Set<Socket>();
    const state = { down: false };
    const server = createServer((inside) => {
      if (state.down) {
        inside.destroy();
        return;
      }
      const outside = connect(port, host);
      for (const [one, other] of [
        [inside, outside],
        [outside, inside],
      ] as const) {
        sockets.add(one);
        one.on('error', () => one.destroy());
        one.once('close', () => {
          sockets.delete(one);
          other.destroy();
        });
        one.pipe(other);
      }
    });
    server.listen(0, at);
    await once(server, 'listening');
    return new CutProxy(server, sockets, state);
  }

  /** Starts in front of the engine of this URL; also gives the URL through it. */
  static async before(url: string, at = '127.0.0.1'): Promise<{ readonly proxy: CutProxy; readonly through: string }> {
    const { hostname, port } = new URL(url.replace(/^[a-z+]+:/, 'http:'));
    const proxy = await CutProxy.to(hostname, Number(port), at);
    return { proxy, through: url.replace(`${hostname}:${port}`, `${at}:${proxy.port}`) };
  }

  /** Cuts every connection and refuses new ones until `up`. */
  down(): void {
    this.#state.down = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  up(): void {
    this.#state.down = false;
  }

  async close(): Promise<void> {
    this.down();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
