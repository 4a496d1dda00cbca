/** Opens the database of the keys. */
import { MongoConnection, type ConnectionSettings } from '#libs/mongodb/connection.ts';
import type { KeyFile } from '#libs/patient-keys/key-file.ts';
import { KeyDocuments } from '#libs/patient-keys/mongodb/key-documents.ts';
import { KeysUnusable } from '#libs/patient-keys/patient-keys.ts';

export interface Opening extends ConnectionSettings {
  readonly file: KeyFile;
}

export function beingMoved({ connection }: KeyDocuments): KeysUnusable {
  return new KeysUnusable({ code: 'KEYS_BEING_MOVED', data: { place: connection.db.databaseName } });
}

/** Closes the connection if the work throws. */
export async function opened<T>(
  url: string,
  opening: Opening,
  work: (documents: KeyDocuments) => Promise<T>,
): Promise<T> {
  const connection = connectionTo(url, opening);
  try {
    return await work(new KeyDocuments(connection));
  } catch (error) {
    await connection.close();
    throw error;
  }
}

export function connectionTo(url: string, { file: _, ...settings }: Opening): MongoConnection {
  return new MongoConnection(url, { ...settings, variable: 'KEY_STORE_URL' });
}
