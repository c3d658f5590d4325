/** Seconds for a name, a connection, and its encryption, each. */
export const connectSeconds = 10;

/** Bytes of an answer, decompressed: what is larger cannot be handled in one piece. */
export const largestBody = 64 * 1024 * 1024;
