/** Uploads in a folder keep their contract. */
import { rmSync } from 'node:fs';
import { FolderUploads } from '#libs/uploads/folder/folder-uploads.ts';
import { uploadsContract } from '#libs/uploads/uploads.contract.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

uploadsContract('A folder', async () => {
  const folder = temporaryFolder();
  return {
    connect: async () => new FolderUploads(folder),
    close: async () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
});
