import { describe, expect, test } from "vitest";
import { operationCases } from "./support/contract-cases.ts";
import { useMockServer } from "./support/use-mock-server.ts";

const server = useMockServer();

const missing = {
  status_code: 401,
  error:
    'No API Key provided. Send it as the user name of Basic authentication, with curl -u "YOUR_API_KEY:".',
};
const invalid = { ...missing, error: missing.error.replace("No API Key provided", "Invalid API key") };

describe("every operation wants an API key", () => {
  test.each(operationCases)("$api $operationId", async ({ api, method, path }) => {
    const response = await fetch(server.mock.url(api) + path, { method });

    expect(response.status).toBe(401);
  });
});

describe("the Scale APIs take the key as the user name of Basic authentication", () => {
  test.each([
    ["a key without a password", btoa("key:")],
    ["a key with a password", btoa("key:some:thing")],
    ["a key that looks live", btoa("live_key:")],
  ])("%s", async (_, credentials) => {
    const response = await fetch(`${server.mock.url("scale-v1")}/tasks`, {
      headers: { authorization: `Basic ${credentials}` },
    });

    expect(response.status).toBe(200);
  });
});

describe("the Scale APIs refuse what is no key", () => {
  test.each([
    ["an empty key", `Basic ${btoa(":")}`, missing],
    ["a password alone", `Basic ${btoa(":password")}`, missing],
    ["another scheme", "Bearer key", invalid],
    ["a scheme without credentials", "Basic", invalid],
    ["what is not Base64", "Basic %%%", invalid],
    ["a key without a colon", `Basic ${btoa("key")}`, invalid],
  ])("%s", async (_, authorization, body) => {
    const response = await fetch(`${server.mock.url("scale-v1")}/tasks`, { headers: { authorization } });

    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toMatch(/^Basic realm=/);
    expect(await response.json()).toEqual(body);
  });
});

describe("Dataflow Kit takes the key as a query parameter", () => {
  test("?api_key=key", async () => {
    const response = await fetch(`${server.mock.url("dataflowkit-v1")}/tasks?api_key=key`, {
      method: "POST",
    });

    expect(response.status).toBe(200);
  });
});

describe("Dataflow Kit refuses what is no key, in plain text", () => {
  test.each([
    ["", "No API Key provided"],
    ["?api_key=", "No API Key provided"],
    ["?api_key=a&api_key=b", "Invalid API key"],
  ])("/tasks%s", async (query, text) => {
    const response = await fetch(`${server.mock.url("dataflowkit-v1")}/tasks${query}`, { method: "POST" });

    expect(response.status).toBe(401);
    expect(response.headers.get("content-type")).toBe("text/plain");
    expect(await response.text()).toBe(text);
  });
});
