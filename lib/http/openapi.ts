import { z } from "zod";
import { ErrorBody } from "@/lib/contracts/common";
import { type RouteSpec, routes } from "@/lib/contracts/routes";
import { ERROR_STATUS, type ErrorCode } from "@/lib/core/errors";
import { version } from "@/package.json";

type Json = Record<string, unknown>;

/** The route table as OpenAPI 3.1: the schemas are the ones requests are held to. */
export function describeApi(): Json {
  const operations = Object.entries(routes).flatMap(([name, spec]: [string, RouteSpec]) =>
    methodsOf(spec).map((method) => ({
      path: toTemplate(spec.path),
      method,
      operation: toOperation(name, spec, method),
    })),
  );
  const paths: Record<string, Json> = {};
  for (const { path, method, operation } of operations) paths[path] = { ...paths[path], [method]: operation };
  return {
    openapi: "3.1.0",
    info: { title: "Vigie", version, description: "Film, sense and keep. Times are UTC, names snake_case." },
    servers: [{ url: "/" }],
    security: [{ bearer: [] }, { cookie: [] }],
    paths,
    components: { schemas: { Error: toJsonSchema(ErrorBody, "output") }, responses: errorResponses(), securitySchemes },
  };
}

const securitySchemes = {
  bearer: { type: "http", scheme: "bearer", description: "From POST /api/auth/token, or a device's token." },
  cookie: {
    type: "apiKey",
    in: "cookie",
    name: "next-auth.session-token",
    description: "A browser's login; `__Secure-` before the name on https. Changes need a same-origin Origin.",
  },
};

const methodsOf = ({ method, head }: RouteSpec): string[] => [method.toLowerCase(), ...(head ? ["head"] : [])];
const toTemplate = (path: string): string => path.replace(/\[(\w+)\]/g, "{$1}");

function toOperation(name: string, spec: RouteSpec, method: string): Json {
  return {
    operationId: method === "head" && spec.method !== "HEAD" ? `${name}Head` : name,
    summary: spec.summary,
    tags: [
      spec.path
        .split("/")
        .slice(2, 4)
        .filter((part) => !part.startsWith("["))
        .join("/"),
    ],
    ...(spec.access === "public"
      ? { security: [{}, { bearer: [] }, { cookie: [] }] }
      : { "x-permission": spec.access, ...(spec.access === "device" && { security: [{ bearer: [] }] }) }),
    parameters: [...toParameters(spec.params, "path"), ...toParameters(spec.query, "query"), ...ownHeaders(spec)],
    ...(spec.body && {
      requestBody: { required: true, content: { "application/json": { schema: toJsonSchema(spec.body, "input") } } },
    }),
    responses: { [spec.status ?? 200]: toAnswer(spec, method), ...toErrors(spec) },
  };
}

function toParameters(schema: z.ZodType | undefined, place: "path" | "query"): Json[] {
  const { properties = {}, required = [] } = schema ? toJsonSchema(schema, "input") : {};
  return Object.entries(properties as Json).map(([name, described]) => ({
    name,
    in: place,
    required: place === "path" || (required as string[]).includes(name),
    schema: described,
  }));
}

const ownHeaders = ({ idempotent }: RouteSpec): Json[] =>
  idempotent
    ? [{ name: "Idempotency-Key", in: "header", required: false, schema: { type: "string", maxLength: 200 } }]
    : [];

function toAnswer({ answer, produces }: RouteSpec, method: string): Json {
  if (method === "head") return { description: "The headers alone" };
  if (!answer) return { description: "Done", content: { [produces ?? "application/octet-stream"]: {} } };
  const schema = toJsonSchema(z.object({ success: z.literal(true) }).extend(answer.shape), "output");
  return { description: "Done", content: { "application/json": { schema } } };
}

/** Which failures a route may answer, by what it takes and does. */
function toErrors({ access, params, query, body, method, idempotent }: RouteSpec): Json {
  const codes: ErrorCode[] = [
    "internal",
    "unavailable",
    ...when(access !== "public", "unauthenticated", "forbidden"),
    ...when(access === "public" && body, "unauthenticated"),
    ...when(params || body, "not_found"),
    ...when(query || body || idempotent, "unprocessable"),
    ...when(body, "bad_request", "too_large"),
    ...when(method !== "GET", "conflict", "rate_limited", "camera_unreachable", "device_timeout", "storage_full"),
  ];
  return Object.fromEntries(codes.map((code) => [ERROR_STATUS[code], { $ref: `#/components/responses/${code}` }]));
}

const when = (condition: unknown, ...codes: ErrorCode[]): ErrorCode[] => (condition ? codes : []);

const errorResponses = (): Json =>
  Object.fromEntries(
    Object.keys(ERROR_STATUS).map((code) => [
      code,
      {
        description: `Failed: \`${code}\``,
        content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
      },
    ]),
  );

function toJsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return described;
}
