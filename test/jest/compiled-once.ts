/**
 * Jest compiles the modules of each spec (runtime.mjs) again. Here V8 caches the compiled text, for later specs of the same process. V8's
 * own cache never finds a module of Jest, whose identity is new each time, and would only grow: `npm run test:run` turns that off.
 */
import vm from 'node:vm';

/** The types of Node leave the method out. */
interface Cacheable {
  createCachedData(): Buffer;
}

/** The support code of specs, and the runner of their tests. */
const LOADED_AGAIN = /\/(?:test|jest-circus)\//;

const REJECTED = 'ERR_VM_MODULE_CACHED_DATA_REJECTED';

/** V8's code cache, keyed by text. */
type Compiled = Map<string, Buffer>;

const modules: Compiled = new Map();
/** Keyed by the names of the parameters. */
const functions = new Map<string, Compiled>();

function keptOf(parameters: string): Compiled {
  const kept = functions.get(parameters) ?? new Map<string, Buffer>();
  functions.set(parameters, kept);
  return kept;
}

/** Caches the modules and functions of these kinds that this process compiles from now on. */
export function compileOnce(): void {
  vm.SourceTextModule = new Proxy(vm.SourceTextModule, {
    construct(Module, [code, options]: [string, vm.SourceTextModuleOptions]) {
      if (!LOADED_AGAIN.test(options.identifier ?? '')) return new Module(code, options);
      const cachedData = modules.get(code);
      try {
        if (cachedData !== undefined) return new Module(code, { ...options, cachedData });
      } catch (error) {
        // V8 rejects code compiled under other flags, which a program may set while it runs.
        if ((error as NodeJS.ErrnoException).code !== REJECTED) throw error;
      }
      const made = new Module(code, options) as vm.SourceTextModule & Cacheable;
      modules.set(code, made.createCachedData());
      return made;
    },
  });
  const { compileFunction } = vm;
  vm.compileFunction = (code, parameters = [], options = {}) => {
    if (!LOADED_AGAIN.test(options.filename ?? '')) return compileFunction(code, parameters, options);
    const kept = keptOf(parameters.join());
    const cachedData = kept.get(code);
    if (cachedData !== undefined) return compileFunction(code, parameters, { ...options, cachedData });
    // oxlint-disable-next-line typescript/no-deprecated -- a script has a method for it, a function has not
    const made = compileFunction(code, parameters, { ...options, produceCachedData: true });
    if (made.cachedData !== undefined) kept.set(code, made.cachedData);
    return made;
  };
}
