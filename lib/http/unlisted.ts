/** For what a link shows: no search engine keeps it, and no other site learns the link. */
export function unlisted<R extends Response>(response: R): R {
  response.headers.set("x-robots-tag", "noindex, nofollow");
  response.headers.set("referrer-policy", "no-referrer");
  return response;
}
