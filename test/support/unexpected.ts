/** For what a test does not expect to go wrong. */
export function unexpected(error: Error): never {
  throw error;
}
