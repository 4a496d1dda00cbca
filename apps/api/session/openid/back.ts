/** The address after a login: only an address of the console is accepted. */

/** An invalid host: an address resolved against it never points to a real site. */
const ANY_ORIGIN = 'https://console.invalid';
const CONSOLE = '/console/';
const MAX_LENGTH = 2_000;

/** The address as a browser reads it; undefined for a text that is no address or leads to another site. */
export function consoleAddress(back: unknown): string | undefined {
  if (typeof back !== 'string') return undefined;
  if (back.length > MAX_LENGTH || !back.startsWith(CONSOLE)) return undefined;
  const url = URL.parse(back, ANY_ORIGIN);
  // `/console/../x` and `/console/\..` lead elsewhere.
  if (url?.origin !== ANY_ORIGIN || !url.pathname.startsWith(CONSOLE)) return undefined;
  return url.pathname + url.search + url.hash;
}
