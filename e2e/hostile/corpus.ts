import { z } from "zod";
import { type RouteSpec, routes } from "@/lib/contracts/routes";

/** What may stand where an id is expected, as it goes over the wire. */
export const PATH_PARTS = [
  "..",
  "../",
  "../../../../etc/passwd",
  "..%2f..%2fetc%2fpasswd",
  "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
  "%252e%252e%252fetc%252fpasswd",
  "%25252e%25252e%25252f",
  "..%5c..%5cwindows",
  "..\\..\\x",
  "....//....//etc/passwd",
  ".%00./x",
  "%00",
  "1%00.jpg",
  "%c0%ae%c0%ae%c0%af",
  "%E0%A4%A",
  "%",
  "%zz",
  "%uff0e%uff0e%u2215",
  "..;/..;/x",
  "1;DROP TABLE users",
  "1'%20OR%20'1'='1",
  "%27%22%3Cscript%3Ealert(1)%3C/script%3E",
  "$%7Bjndi:ldap://x%7D",
  "%7B%22$gt%22:%22%22%7D",
  "[object%20Object]",
  "__proto__",
  "constructor",
  "-1",
  "0",
  "1e9",
  "99999999999999999999",
  "0x1",
  "%F0%9F%8E%BE",
  "a".repeat(3_000),
  "a".repeat(9_000),
];

/** What may stand in a body where something else is expected. */
export const VALUES: unknown[] = [
  null,
  true,
  -1,
  0.5,
  2 ** 53,
  1e308,
  "",
  "1",
  "../../etc/passwd",
  "\u0000",
  "\ud800",
  "x".repeat(20_000),
  [],
  [[[]]],
  ["1", "2"],
  {},
  { $gt: "" },
  { $ne: null },
  { toString: 1 },
  { id: { in: [1, 2] } },
];

/** Bodies as a whole. */
export const BODIES = [
  "",
  "{",
  "null",
  "[]",
  '"text"',
  "1e999",
  "{}x",
  "[".repeat(30_000),
  '{"a":'.repeat(8_000),
  `{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}}}`,
  `{"name":"x","name":"y","club_id":2,"role":"SUPER_ADMIN"}`,
  "\ufeff{}",
  "--boundary\r\nContent-Disposition: form-data; name=x\r\n\r\n1\r\n--boundary--",
];

export const QUERIES = [
  "club_id[$gt]=",
  "club_id[]=1&club_id[]=2",
  "club_id=1&club_id=2",
  "club_id=1%20OR%201=1",
  "club_id=-1",
  "club_id=99999999999",
  "limit=0",
  "limit=100000",
  "limit=1e2",
  "cursor=%27%3B--",
  "cursor=eyJhdCI6e319",
  "cursor=%00",
  "cursor=%E0%A4%A",
  "from=yesterday&to=tomorrow",
  "from=2026-01-01T00:00:00Z%27",
  "__proto__[x]=1",
  "kind=%7B%22$ne%22:1%7D",
  "q=%25%25%25%5C",
  `x=${"y".repeat(6_000)}`,
];

export const HEADERS: Record<string, string>[] = [
  { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
  { "x-middleware-subrequest": "src/middleware" },
  { "x-middleware-rewrite": "/courts" },
  { "x-middleware-next": "1" },
  { "x-nextjs-data": "1" },
  { "x-invoke-path": "/api/audit" },
  { "x-invoke-status": "200" },
  { "x-matched-path": "/api/audit" },
  { "x-now-route-matches": "1=1" },
  { "next-router-state-tree": "%5B%22%22%5D" },
  { "next-action": "0".repeat(40) },
  { rsc: "1", "next-router-prefetch": "1" },
  { "X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1" },
  { "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https" },
  { Forwarded: "for=127.0.0.1;host=evil.example;proto=https" },
  { "X-Original-URL": "/api/audit", "X-Rewrite-URL": "/api/audit" },
  { "X-HTTP-Method-Override": "DELETE", "X-HTTP-Method": "DELETE", "X-Method-Override": "DELETE" },
  { Host: "evil.example" },
  { Host: "127.0.0.1:1", "X-Forwarded-Host": "127.0.0.1:2" },
  { Host: "" },
  { Authorization: "Bearer" },
  { Authorization: `Bearer vigie_${"x".repeat(5_000)}` },
  { Authorization: "Bearer vigie_' OR 1=1" },
  { Authorization: "Basic YWRtaW46YWRtaW4=" },
  { Cookie: "next-auth.session-token=eyJhbGciOiJub25lIn0.e30." },
  { Cookie: `next-auth.session-token.0=${"a".repeat(4_000)}` },
  { Cookie: ";;;=;=x; __proto__=1; next-auth.session-token" },
  { "X-Request-Id": "<script>alert(1)</script>" },
  { "Content-Security-Policy": "script-src 'nonce-\"><script>'" },
  { "Accept-Language": "x".repeat(4_000) },
  { Range: "bytes=0-0,1-1,2-2,3-3" },
  { "Idempotency-Key": "\u00e9".repeat(300) },
  { Upgrade: "h2c", "HTTP2-Settings": "AAMAAABkAAQAAP__" },
  { Expect: "100-continue" },
  { "Transfer-Encoding": "identity" },
  { TE: "trailers", Trailer: "X-A" },
];

/** `{host}` is an address of this machine that no camera may use. */
export const CAMERA_URLS = [
  "file:///etc/passwd",
  "concat:/etc/passwd|/etc/hosts",
  "subfile,,start,0,end,100,,:/etc/passwd",
  "pipe:0",
  "data:text/plain,x",
  "gopher://127.0.0.2:{port}/",
  "ftp://127.0.0.2:{port}/x",
  "tcp://127.0.0.2:{port}",
  "udp://127.0.0.2:{port}",
  "unix:///tmp/x",
  "rtmp://127.0.0.2:{port}/x",
  "javascript:alert(1)",
  "http://127.0.0.2:{port}/",
  "http://0x7f000002:{port}/",
  "http://2130706434:{port}/",
  "http://0177.0.0.2:{port}/",
  "http://127.2:{port}/",
  "http://127.0.0x0.2:{port}/",
  "http://%31%32%37.0.0.2:{port}/",
  "http://①②⑦.0.0.2:{port}/",
  "http://127。0。0。2:{port}/",
  "http://[::1]:{port}/",
  "http://[0:0:0:0:0:0:0:1]:{port}/",
  "http://[::ffff:127.0.0.2]:{port}/",
  "http://[::ffff:7f00:2]:{port}/",
  "http://[64:ff9b::7f00:2]:{port}/",
  "http://[2002:7f00:2::]:{port}/",
  "http://[::127.0.0.2]:{port}/",
  "http://[fe80::1%25lo]:{port}/",
  "http://localhost:{port}/",
  "http://LOCALHOST.:{port}/",
  "http://x.localhost:{port}/",
  "http://0.0.0.0:{port}/",
  "http://0:{port}/",
  "http://169.254.169.254/latest/meta-data/",
  "http://[fd00:ec2::254]/",
  "http://metadata.google.internal/",
  "http://100.100.100.200/",
  "http://user@127.0.0.2:{port}/",
  "http://example.org@127.0.0.2:{port}/",
  "http://127.0.0.2:{port}#@example.org/",
  "http://127.0.0.2:{port}\\@example.org/",
  "http://example.org\r\nHost: 127.0.0.2/",
  "http:// 127.0.0.2:{port}/",
  "http:/127.0.0.2:{port}/",
  "http:\\\\127.0.0.2:{port}\\",
  "//127.0.0.2:{port}/",
  "-i /etc/passwd",
  "rtsp://-oProxyCommand=id/x",
  "rtsp://127.0.0.2:{port}/$(id)",
  "rtsp://[::1]:{port}/",
  "rtsps://127.0.0.2:{port}/",
];

export type Line = RouteSpec & { name: string };
const lines: Line[] = Object.entries(routes).map(([name, spec]: [string, RouteSpec]) => ({ name, ...spec }));
export const withParams = lines.filter(({ path }) => path.includes("["));
export const withBody = lines.filter(({ body }) => body !== undefined);
export const lists = lines.filter(({ method, query, path }) => method === "GET" && query && !path.includes("["));
export const paths = [...new Set(lines.map(({ path }) => path))];
/** Each method of HTTP that a path does not serve. */
export const methodsNotServed = (path: string): string[] => {
  const served = new Set(lines.filter((line) => line.path === path).flatMap(({ method }) => [method as string]));
  return ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"].filter((method) => !served.has(method));
};

/** Ids of the right shape that nobody has, so that what is asked can do nothing. */
export function absentPath({ path }: Pick<Line, "path">, part?: string): string {
  const id = path.includes("/session/") || path.includes("/preview/") || path.includes("/record/");
  const absent = id
    ? "sess_1_1600000000000"
    : path.includes("/cameras/") || /courts|clubs|users/.test(path)
      ? "2000000000"
      : "01a1fd36-794d-77e7-aa39-300000000000";
  return path.replace(/\[[^\]]+\]/, part ?? absent);
}

/** The fields a body may have, by its schema. */
export function fieldsOf({ body }: Line): string[] {
  const { properties = {} } = z.toJSONSchema(body!, { io: "input", unrepresentable: "any" });
  return Object.keys(properties);
}
