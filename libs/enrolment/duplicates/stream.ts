/** The one stream of duplicates of people, which is its own category: what is said of two ids is unique among all. */
export const DUPLICATES_STREAM = 'duplicates';
