/** Rethrows an error that a test does not expect. */
export function unexpected(error: Error): never {
  throw error;
}
