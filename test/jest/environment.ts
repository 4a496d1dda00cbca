/**
 * The environment of Jest for Node with an ordinary global object. Jest's own records what a spec adds to it: each use of `Map`, `BigInt`
 * or `Number` passes through an interceptor and a proxy, which makes a calculation almost twice as slow.
 */
import { constants, createContext } from 'node:vm';
import { ModernFakeTimers } from '@jest/fake-timers';
import { TestEnvironment } from 'jest-environment-node';
import { ModuleMocker } from 'jest-mock';
import { compileOnce } from './compiled-once.ts';

compileOnce();

export default class OrdinaryGlobals extends TestEnvironment {
  constructor(...[config, context]: ConstructorParameters<typeof TestEnvironment>) {
    super(config, context);
    const global = createContext(constants.DONT_CONTEXTIFY) as typeof this.global;
    takeGlobals(this.global, global);
    this.context = global;
    this.global = global;
    this.moduleMocker = new ModuleMocker(global);
    this.fakeTimersModern = new ModernFakeTimers({ config: config.projectConfig, global });
  }
}

/** The globals of Node and of Jest, beside the language's own. Buffers and what they are made of are those of Node, as in Jest's environment. */
function takeGlobals(from: typeof globalThis, to: typeof globalThis): void {
  for (const name of Reflect.ownKeys(from)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(from, name);
    if (descriptor === undefined || Object.hasOwn(to, name)) continue;
    Object.defineProperty(to, name, 'value' in descriptor ? descriptor : readOnce(from, name, descriptor));
  }
  const { Buffer, ArrayBuffer, Uint8Array } = from;
  Object.assign(to, { global: to, Buffer, ArrayBuffer, Uint8Array });
}

/** Jest's own getters keep what they found in Jest's global object: here each use of `fetch` or `URL` would look for it again. */
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
