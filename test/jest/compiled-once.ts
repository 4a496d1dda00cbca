/**
 * Jest gives every spec a context of its own, and has each module compiled again for it. Here V8 keeps what it made of a text, for the
 * specs that the same process runs later: 13 MB for all modules of the product and its packages, and as much for the texts of packages.
 * V8's own cache never finds a module of Jest, whose identity is new each time, and takes 8 MB for each spec: `npm run test:run` turns
 * that off.
 */
import vm from 'node:vm';

/** The types of Node leave the method out. */
interface Cacheable {
  createCachedData(): Buffer;
}

/** What V8 made of texts, by the text. */
type Compiled = Map<string, Buffer>;

const modules: Compiled = new Map();
/** By the names of the parameters. */
const functions = new Map<string, Compiled>();

function keptOf(parameters: string): Compiled {
  const kept = functions.get(parameters) ?? new Map<string, Buffer>();
  functions.set(parameters, kept);
  return kept;
}

/** Modules and functions compiled from now on in this process. */
export function compileOnce(): void {
  vm.SourceTextModule = new Proxy(vm.SourceTextModule, {
    construct(Module, [code, options]: [string, vm.SourceTextModuleOptions]) {
      const cachedData = modules.get(code);
      if (cachedData !== undefined) return new Module(code, { ...options, cachedData });
      const made = new Module(code, options) as vm.SourceTextModule & Cacheable;
      modules.set(code, made.createCachedData());
      return made;
    },
  });
  const { compileFunction } = vm;
  vm.compileFunction = (code, parameters = [], options = {}) => {
    const kept = keptOf(parameters.join());
    const cachedData = kept.get(code);
    if (cachedData !== undefined) return compileFunction(code, parameters, { ...options, cachedData });
    // oxlint-disable-next-line typescript/no-deprecated -- a script has a method for it, a function has not
    const made = compileFunction(code, parameters, { ...options, produceCachedData: true });
    if (made.cachedData !== undefined) kept.set(code, made.cachedData);
    return made;
  };
}
