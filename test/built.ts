/**
 * Whether the pages and the edge-worker were built of these very sources: `npm test` does it before the tests that start
 * them. A file of tests that is run by itself takes the sources.
 */
export const IS_BUILT = process.env.VIGIE_BUILT === "1";
