/**
 * Headers of every answer. A page for browsers replaces this policy. Own list: @fastify/helmet sets fifteen headers, most of them for pages
 * (4 µs a request, docs/performance.md).
 */
export const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};
