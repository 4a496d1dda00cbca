/** Where a login at the identity provider begins; it comes back to the page that is shown. */

/** `recent`: for who is logged in, to prove again who they are. */
export function loginAddress(recent = false): string {
  const back = encodeURIComponent(location.pathname + location.search);
  return `/session/openid?back=${back}${recent ? '&recent=1' : ''}`;
}
