/** Projections in memory, folded up to the end of the log each time they are read. */
import { compareText } from '#libs/kernel/text.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type Documents, ORIGIN } from '#libs/read-store/document-store.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import type { ProjectionReader } from '#libs/read-store/read-store.ts';

interface Folded {
  position: number;
  readonly documents: Map<string, string>;
}

export function projectionsInMemory(log: EventStore): ProjectionReader {
  const kept = new Map<string, Folded>();
  const documents = async (projection: Projection<unknown>): Promise<Documents> => {
    const folded = kept.get(projection.name) ?? { position: 0, documents: new Map<string, string>() };
    kept.set(projection.name, folded);
    await fold(log, projection, folded);
    return documentsOf(folded);
  };
  return {
    documents,
    served: async (projection) => {
      const found = await documents(projection);
      return { documents: found, checkpoint: await found.checkpoint() };
    },
    scratch: () => unused('scratch'),
    buildOf: () => unused('buildOf'),
    status: () => unused('status'),
  };
}

async function fold(log: EventStore, { categories, ...projection }: Projection<unknown>, to: Folded): Promise<void> {
  const upTo = await log.end();
  if (upTo === to.position) return;
  for await (const batch of log.read({ after: to.position, upTo, categories }))
    for (const event of batch)
      for (const key of projection.keys(event)) {
        const before = to.documents.get(key);
        const text =
          projection.replaces?.(event, key) ??
          JSON.stringify(projection.evolve(before === undefined ? undefined : JSON.parse(before), event, key));
        to.documents.set(key, text);
      }
  to.position = upTo;
}

function documentsOf({ documents, position }: Folded): Documents {
  return {
    checkpoint: () => Promise.resolve({ ...ORIGIN, position }),
    poison: () => unused('poison'),
    get: (keys) =>
      Promise.resolve(
        new Map([...keys].flatMap((key) => (documents.has(key) ? [[key, documents.get(key) ?? '']] : []))),
      ),
    async *scan(prefix = '') {
      const found = [...documents].filter(([key]) => key.startsWith(prefix));
      if (found.length > 0) yield found.sort(([a], [b]) => compareText(a, b));
    },
  };
}

function unused(what: string): never {
  throw new RangeError(`the simulation has no ${what}`);
}
