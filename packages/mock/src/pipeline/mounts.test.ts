import { describe, expect, test } from "vitest";
import { findMount, type PathShape, type Served } from "./mounts.ts";

const shape: PathShape = {
  prefixes: ["/v2"],
  hasPath: (path) => /^\/exports(?:\/[^/]+)?$/.test(path) || path === "/files",
};

const alone: Served = {
  apis: new Set(["exports"]),
  defaultApi: "exports",
  controlApi: "control",
  root: "exports",
  shapes: new Map([["exports", shape]]),
};

const several: Served = {
  apis: new Set(["exports", "files"]),
  defaultApi: "files",
  controlApi: "control",
  shapes: new Map([["exports", shape]]),
};

describe("a single contract is served at its id, at the root, and below the path of its server", () => {
  test.each([
    ["/exports/exports", "/exports"],
    ["/exports/exports/7", "/exports/7"],
    ["/exports", "/exports"],
    ["/exports/7", "/exports/7"],
    ["/exports/files", "/files"],
    ["/files", "/files"],
    ["/v2/exports", "/exports"],
    ["/v2/files", "/files"],
    ["/v1/files", "/v1/files"],
    ["/exports/files/7", "/exports/files/7"],
  ])("%s is %s", (path, meant) => {
    expect(findMount(path, alone)).toEqual({ apiId: "exports", path: meant });
  });

  test("and / is the page that lists what is served, unless the contract has that path", () => {
    expect(findMount("/", alone)).toBeUndefined();
    const other = { prefixes: [], hasPath: (path: string) => path === "/" };
    const withRoot = { ...alone, shapes: new Map([["exports", other]]) };
    expect(findMount("/", withRoot)).toEqual({ apiId: "exports", path: "/" });
  });
});

describe("several contracts are served at their ids, and the default at /v1", () => {
  test.each([
    ["/exports/7", { apiId: "exports", path: "/7" }],
    ["/exports/exports/7", { apiId: "exports", path: "/exports/7" }],
    ["/exports/v2/exports/7", { apiId: "exports", path: "/exports/7" }],
    ["/files", { apiId: "files", path: "/" }],
    ["/v1/7", { apiId: "files", path: "/7" }],
    ["/_mock/health", { apiId: "control", path: "/health" }],
    ["/other", undefined],
    ["/", undefined],
  ])("%s", (path, mount) => {
    expect(findMount(path, several)).toEqual(mount);
  });
});
