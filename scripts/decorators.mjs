// Preloaded with --import: compiles the files of the services that have decorators as they are loaded. Node runs TypeScript by
// taking the types out, and a decorator is more than a type. Files without one run as Node runs them.
import { createRequire, registerHooks } from 'node:module';

const DECORATED = /^\s*@[A-Z]\w*\(/m;
const require = createRequire(import.meta.url);
let typescript;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (loaded.format !== 'module-typescript') return loaded;
    const text = Buffer.from(loaded.source).toString('utf8');
    if (!DECORATED.test(text)) return loaded;
    typescript ??= require('typescript');
    const { outputText } = typescript.transpileModule(text, {
      fileName: url,
      compilerOptions: {
        target: typescript.ScriptTarget.ES2022,
        module: typescript.ModuleKind.ESNext,
        experimentalDecorators: true,
        emitDecoratorMetadata: true,
        verbatimModuleSyntax: true,
        useDefineForClassFields: true,
        inlineSourceMap: true,
        inlineSources: true,
      },
    });
    return { ...loaded, format: 'module', source: outputText };
  },
});
