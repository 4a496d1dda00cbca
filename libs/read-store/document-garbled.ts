/** A document of a read store whose content is not that of its projection: named by its projection, which is built again. */
import { orDamaged } from '#libs/kernel/or-damaged.ts';
import { StoreDamaged } from '#libs/kernel/store-unavailable.ts';

/** DOCUMENT_GARBLED. `message`: why, for the log of the program. */
export class DocumentGarbled extends StoreDamaged {
  constructor(projection: string, cause: unknown) {
    super({ code: 'DOCUMENT_GARBLED', data: { projection } }, { cause });
    this.message = `a document of ${projection}: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}

/** Reads one document. Throws DOCUMENT_GARBLED where that fails; refusals and failures of a store stay as they are. */
export function orDocumentGarbled<T>(projection: string, read: () => T): T {
  return orDamaged(read, (cause) => new DocumentGarbled(projection, cause));
}
