/**
 * The environment of Jest for Node with an ordinary global object. Jest's own records what a spec adds to it: each use of `Map`, `BigInt`
 * or `Number` passes through an interceptor and a proxy, which makes a calculation almost twice as slow. All specs that a process runs have
 * the same one, to which belongs what they share (runtime.mjs).
 */
import { type Context, constants, createContext } from 'node:vm';
import { ModernFakeTimers } from '@jest/fake-timers';
import { TestEnvironment } from 'jest-environment-node';
import { ModuleMocker } from 'jest-mock';
import { compileOnce } from './compiled-once.ts';

type Global = InstanceType<typeof TestEnvironment>['global'];

compileOnce();

/** With nothing left to wait for, the process ends at once: tearing down its modules one by one takes long. */
if (process.send !== undefined) process.once('beforeExit', () => process.exit());

/** Where Jest's runner stores the tests of a spec; globals of packages stay. */
const OF_RUNNER = ['EVENT_HANDLERS', 'JEST_STATE_SYMBOL'];

let shared: Global | undefined;

export default class OrdinaryGlobals extends TestEnvironment {
  constructor(...[config, context]: ConstructorParameters<typeof TestEnvironment>) {
    super(config, context);
    const global = (shared ??= ordinary(this.global));
    // Each spec has its own environment variables.
    global.process = this.global.process;
    this.context = global;
    this.global = global;
    this.moduleMocker = new ModuleMocker(global);
    this.fakeTimersModern = new ModernFakeTimers({ config: config.projectConfig, global });
  }

  override async teardown(): Promise<void> {
    await super.teardown();
    for (const symbol of Object.getOwnPropertySymbols(this.global))
      if (OF_RUNNER.includes(symbol.description ?? '')) Reflect.deleteProperty(this.global, symbol);
  }

  /** Stays when a spec ends. */
  override getVmContext(): Context {
    return this.global;
  }
}

function ordinary(ofJest: Global): Global {
  const global = createContext(constants.DONT_CONTEXTIFY) as Global;
  takeGlobals(ofJest, global);
  return global;
}

/**
 * The globals of Node and of Jest, in addition to those of the language. Buffers and their base classes are those of Node, as in Jest's
 * environment.
 */
function takeGlobals(from: typeof globalThis, to: typeof globalThis): void {
  for (const name of Reflect.ownKeys(from)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(from, name);
    if (descriptor === undefined || Object.hasOwn(to, name)) continue;
    Object.defineProperty(to, name, 'value' in descriptor ? descriptor : readOnce(from, name, descriptor));
  }
  const { Buffer, ArrayBuffer, Uint8Array } = from;
  Object.assign(to, { global: to, Buffer, ArrayBuffer, Uint8Array });
}

/**
 * Caches a global on its first use. Jest's own getters store it in Jest's global object, so each use of `fetch` or `URL` here would look it up
 * again.
 */
function readOnce(from: object, name: PropertyKey, { enumerable = false }: PropertyDescriptor): PropertyDescriptor {
  const keep = (to: object, value: unknown): unknown => {
    Object.defineProperty(to, name, { configurable: true, enumerable, writable: true, value });
    return value;
  };
  return {
    configurable: true,
    enumerable,
    get(this: object) {
      return keep(this, Reflect.get(from, name));
    },
    set(this: object, value: unknown) {
      keep(this, value);
    },
  };
}
