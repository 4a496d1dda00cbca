/**
 * By version of the rules: SHA-256 of the sources that calculated its statements (listed by test/support/rules-sources.ts). A pin names
 * both, so that a log tells which program calculated an amount. The digest of a released version never changes.
 */
export const RULES_DIGESTS: Readonly<Record<string, string>> = {
  '1': '336d8d703bc4edd90ec1da44ed02a9db56d71633149d57c5b16c3dbaecddd7af',
  '2': '9c4bae4cde8aa52c6ec76907405fd5e76e2c3c75a53b988d8420bb07c2da71d3',
};
