/**
 * Jest loads every module again for each spec: its text is compiled, its dependencies are looked for and its functions start cold. Here
 * those of the product and of packages are loaded once in each process that runs specs, as in each program that people start. Specs and
 * what supports them (test/) are loaded for each spec, and so is all that a spec loads after `jest.resetModules()`.
 */
import { fileURLToPath } from 'node:url';
import JestRuntime from 'jest-runtime';

/** What specs share: the product keeps nothing in its modules that a test could leave to the next, and knows nothing of Jest. */
const SHARED = /\/(?:node_modules|libs|apps|test\/jest)\/(?!.*\.(?:spec|contract)\.ts$)/;
/** Keeps the tests of a spec. */
const RUNNER = /\bjest-circus\b/;

/** Loads what is shared, and is never torn down. */
let shared;

export default class Runtime extends JestRuntime {
  constructor(...given) {
    super(...given);
    shared ??= new JestRuntime(...given);
    this.registries.esModuleRegistry = new OwnModules();
    // Where an error came from: by the paths of modules.
    this.transformCache.sourceMaps = shared.transformCache.sourceMaps;
  }

  resetModules() {
    super.resetModules();
    this.registries.esModuleRegistry = new Map();
  }

  /** The modules of Jest that run within a spec. */
  requireInternalModule(from, to) {
    return to === undefined || RUNNER.test(to)
      ? super.requireInternalModule(from, to)
      : shared.requireInternalModule(from, to);
  }
}

/** The modules of a spec by their URLs, and behind them those that it shares. */
class OwnModules extends Map {
  get(url) {
    return super.get(url) ?? (url.startsWith('file:') && SHARED.test(url) ? sharedModule(url) : undefined);
  }

  has(url) {
    return this.get(url) !== undefined;
  }
}

/** Undefined for one that awaits something while it is loaded: such ones each spec loads for itself. */
function sharedModule(url) {
  const { esmLoader, registries } = shared;
  const known = registries.esModuleRegistry.get(url);
  if (known !== undefined) return known;
  const path = fileURLToPath(url);
  if (!path.endsWith('.json') && !shared.unstable_shouldLoadAsEsm(path))
    return esmLoader.loadCjsAsEsm(path, path, '', esmLoader.getContext());
  const loaded = esmLoader.tryLoadGraphSync(path, '', 'sync-preferred');
  return loaded === 'load-async' ? undefined : loaded;
}
