export const EVENT_WORDS: Readonly<Record<string, string>>;

export function toldOfPayload(data: string): string;

/** For the tests that run the script within their own process. */
export function main(
  args: readonly string[],
): Promise<{ readonly status: 0 | 1 | 2; readonly out?: string; readonly err?: string }>;
