import { expect, test } from "vitest";
import { routes } from "@/lib/contracts/routes";
import { ERROR_STATUS } from "@/lib/core/errors";
import { describeApi } from "./openapi";

// Read back as a reader gets it.
const api = JSON.parse(JSON.stringify(describeApi()));

test("names every route once, with its parameters in the path", () => {
  const operations = Object.entries<
    Record<string, { operationId: string; parameters: { in: string; name: string }[] }>
  >(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(Object.keys(routes)));
  for (const { path, operation } of operations) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(operation.parameters.filter((p) => p.in === "path").map((p) => p.name)).toEqual(named);
    expect(path).not.toContain("[");
  }
});

test("says what a body may hold, and what the answer does", () => {
  const { post } = api.paths["/api/video/record/start"];
  expect(post["x-permission"]).toBe("recording:start");
  expect(post.requestBody.content["application/json"].schema).toMatchObject({
    type: "object",
    additionalProperties: false,
    required: ["session_id"],
    properties: { duration_minutes: { type: "integer", minimum: 1, maximum: 600 } },
  });
  expect(post.responses[201].content["application/json"].schema).toMatchObject({
    required: ["success", "recording"],
    properties: { success: { const: true }, recording: { type: "object" } },
  });
  expect(post.parameters).toContainEqual(expect.objectContaining({ name: "Idempotency-Key", in: "header" }));
  expect(Object.keys(post.responses)).toEqual(
    expect.arrayContaining(["400", "401", "403", "404", "409", "413", "422"]),
  );
});

test("every failure is the one envelope", () => {
  expect(Object.keys(api.components.responses).sort()).toEqual(Object.keys(ERROR_STATUS).sort());
  for (const response of Object.values<{ content: object }>(api.components.responses))
    expect(response.content).toEqual({ "application/json": { schema: { $ref: "#/components/schemas/Error" } } });
  expect(api.components.schemas.Error.properties.error.required).toEqual(["code", "message", "request_id"]);
});

test("points to nothing that is not there, and is a version that readers know", () => {
  for (const [, name] of JSON.stringify(api).matchAll(/"#\/components\/(?:responses|schemas)\/(\w+)"/g))
    expect({ ...api.components.responses, ...api.components.schemas }).toHaveProperty(name!);
  expect(api.openapi).toBe("3.1.0");
  expect(Object.keys(api.components.securitySchemes)).toEqual(["bearer", "cookie"]);
});
