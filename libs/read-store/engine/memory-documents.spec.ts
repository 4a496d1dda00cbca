/** Documents in memory keep the guarantees of the port, except that they end with their process. */
import { documentStoreContract } from '#libs/read-store/document-store.contract.ts';
import { MemoryDocuments } from '#libs/read-store/engine/memory-documents.ts';

documentStoreContract('documents in memory', async () => {
  const documents = new MemoryDocuments();
  return {
    documents,
    reopen: async () => documents,
    // This memory cannot be shared with another process.
    commitAndDie: async () => undefined,
    close: async () => undefined,
  };
});
