/**
 * By version of the rules, SHA-256 of the sources that its statements were calculated with (test/support/rules-sources.ts says which they
 * are). A pin names both, so that a log says which program made an amount. The digest of a released version never changes.
 */
export const RULES_DIGESTS: Readonly<Record<string, string>> = {
  '1': '336d8d703bc4edd90ec1da44ed02a9db56d71633149d57c5b16c3dbaecddd7af',
  '2': 'fa416e8a6537c0de27bf991bcd452def73b05c1f4f4598746ae51bdb5351d31d',
};
