/** The one stream about duplicates, which is its own category: a single stream makes a statement about two ids unique. */
export const DUPLICATES_STREAM = 'duplicates';
