/** For the tests that run the script within their own process; `node` is the version that runs it. */
export function main(
  args: readonly string[],
  node?: string,
): {
  readonly status: 0 | 1 | 2;
  readonly out?: string;
  readonly err?: string;
};
