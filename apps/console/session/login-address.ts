/** The address that begins a login at the identity provider; the login returns to the page that is shown. */

/** `recent`: asks a logged-in person to log in again. */
export function loginAddress(recent = false): string {
  const back = encodeURIComponent(location.pathname + location.search);
  return `/session/openid?back=${back}${recent ? '&recent=1' : ''}`;
}
