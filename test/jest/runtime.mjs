/**
 * Jest loads every module again for each spec: its text is compiled, its dependencies are looked for and its functions start cold. Here
 * those of the product and of packages are loaded once in each process that runs specs, as in each program that people start. Specs and
 * what supports them (test/) are loaded for each spec, and so is all that a spec loads after `jest.resetModules()`; the contract that
 * answers are held against takes longer to compile, and is shared too. A spec that leaves something in a module, as that a file is
 * damaged, says `@own-modules` in its first comment and shares none.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import JestRuntime from 'jest-runtime';

/**
 * Shared between specs: code that keeps no state a test could leave to the next, and that does not depend on Jest. The command line
 * remembers how it was started.
 */
const SHARED =
  /\/(?:node_modules|libs|apps\/(?!cli\/)|test\/jest|test\/support\/held-contract\.ts$)\/?(?!.*\.(?:spec|contract)\.ts$)/;
/** The code that sets up the realm shared by all specs of a process: runs once. */
const OF_REALM = /\/test\/jest\//;
const OWN_MODULES = /^\/\*\*(?:[^*]|\*(?!\/))*@own-modules/;
/** Keeps the tests of a spec. */
const RUNNER = /\bjest-circus\b/;

/** The index of the runtime's argument with the path of its spec. */
const OF_SPEC = 6;

/** Loads the shared modules, and is never torn down. */
let shared;

export default class Runtime extends JestRuntime {
  constructor(...given) {
    super(...given);
    shared ??= sharedRuntime(given);
    const spec = given[OF_SPEC];
    const isAlone = spec !== undefined && OWN_MODULES.test(readFileSync(spec, 'utf8'));
    this.registries.esModuleRegistry = new OwnModules(isAlone ? OF_REALM : SHARED);
    // The origin of an error: by the paths of modules.
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

function sharedRuntime(given) {
  const runtime = new JestRuntime(...given);
  // Fastify searches all modules for the name of each plugin, and Jest computes the path of each for it.
  const noModules = {};
  runtime.registries.getRequireCacheProxy = () => noModules;
  return runtime;
}

/** The modules of a spec by their URLs, and behind them those that it shares. */
class OwnModules extends Map {
  #shared;

  constructor(sharedOnes) {
    super();
    this.#shared = sharedOnes;
  }

  get(url) {
    return super.get(url) ?? (url.startsWith('file:') && this.#shared.test(url) ? sharedModule(url) : undefined);
  }

  has(url) {
    return this.get(url) !== undefined;
  }
}

/** Undefined for a module that awaits something while it is loaded: each spec loads such modules itself. */
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
