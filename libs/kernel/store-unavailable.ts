/** An engine that keeps data cannot be reached, or cannot write. Nothing is known of what was asked last; asking again is safe. */
export class StoreUnavailable extends Error {}
