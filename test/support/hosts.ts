/**
 * Hosts for tests: each is a separate network namespace if this machine allows that, with one cable to the engines, which a test unplugs;
 * otherwise a host is a separate folder with separate connections to the engines.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CutProxy } from '#test/support/cut-proxy.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

/** URLs of engines of this machine, by variable. */
export type Engines = Readonly<Record<string, string>>;

/** The reason why hosts are not network namespaces, or false. */
export const NO_NAMESPACES: string | false = namespacesFault();

function namespacesFault(): string | false {
  const probe = `decompte-probe-${process.pid}`;
  const made = spawnSync('ip', ['netns', 'add', probe], { encoding: 'utf8' });
  if (made.status !== 0) return `no network namespaces here (${made.error?.message ?? made.stderr.trim()})`;
  spawnSync('ip', ['netns', 'delete', probe]);
  return false;
}

/** Private addresses; different for each process of tests. */
const NETWORK = `10.${40 + (process.pid % 200)}`;

export class Host {
  /** The address at which it listens. */
  readonly address: string;
  /** The command prefix that runs a program on it. */
  readonly prefix: readonly string[];
  readonly folder: string;
  /** The URLs of the engines for it, and its folder. */
  readonly env: Readonly<Record<string, string>>;
  readonly #proxies: readonly CutProxy[];
  /** The end of its cable here. */
  readonly #cable: string | undefined;
  readonly #namespace: string | undefined;

  private constructor(parts: {
    readonly address: string;
    readonly folder: string;
    readonly env: Readonly<Record<string, string>>;
    readonly proxies: readonly CutProxy[];
    readonly cable?: string;
    readonly namespace?: string;
  }) {
    this.address = parts.address;
    this.folder = parts.folder;
    this.env = { DATA: parts.folder, HOST: parts.address, ...parts.env };
    this.#proxies = parts.proxies;
    this.#cable = parts.cable;
    this.#namespace = parts.namespace;
    this.prefix = parts.namespace === undefined ? [] : ['ip', 'netns', 'exec', parts.namespace];
  }

  /** `number`: from 1, another for each host that is there at a time. */
  static async start(number: number, engines: Engines): Promise<Host> {
    const folder = join(temporaryFolder(), `host-${number}`);
    mkdirSync(folder);
    if (NO_NAMESPACES !== false)
      return new Host({ address: '127.0.0.1', folder, ...(await joined(engines, '127.0.0.1')) });
    const [here, there] = [`${NETWORK}.${number}.1`, `${NETWORK}.${number}.2`];
    const [namespace, cable] = [`decompte-${process.pid}-${number}`, `dct${number}-${process.pid % 100_000}`];
    for (const command of [
      `netns add ${namespace}`,
      `link add ${cable} type veth peer name eth0 netns ${namespace}`,
      `addr add ${here}/24 dev ${cable}`,
      `link set ${cable} up`,
      `-n ${namespace} addr add ${there}/24 dev eth0`,
      `-n ${namespace} link set eth0 up`,
      `-n ${namespace} link set lo up`,
    ])
      execFileSync('ip', command.split(' '));
    return new Host({ address: there, folder, namespace, cable, ...(await joined(engines, here)) });
  }

  /** Nothing passes between it and the engines until `join`. */
  cut(): void {
    if (this.#cable === undefined) for (const proxy of this.#proxies) proxy.down();
    else execFileSync('ip', ['link', 'set', this.#cable, 'down']);
  }

  join(): void {
    if (this.#cable === undefined) for (const proxy of this.#proxies) proxy.up();
    else execFileSync('ip', ['link', 'set', this.#cable, 'up']);
  }

  /** Call it after its processes have ended. */
  async close(): Promise<void> {
    for (const proxy of this.#proxies) await proxy.close();
    if (this.#namespace !== undefined) execFileSync('ip', ['netns', 'delete', this.#namespace]);
    rmSync(join(this.folder, '..'), { recursive: true, force: true });
  }
}

/** The engines, each through a port at an address that the host reaches. */
async function joined(engines: Engines, address: string) {
  const proxies: CutProxy[] = [];
  const env: Record<string, string> = {};
  for (const [variable, url] of Object.entries(engines)) {
    const { proxy, through } = await CutProxy.before(url, address);
    proxies.push(proxy);
    env[variable] = through;
  }
  return { proxies, env };
}
