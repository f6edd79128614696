import { describe, expect, test } from "vitest";
import { PathTree } from "./path-tree.ts";

const tree = new PathTree<string>();
tree.add("GET", "/tasks", "list");
tree.add("POST", "/task/annotation", "create");
tree.add("GET", "/task/{task_id}", "get");
tree.add("POST", "/task/{task_id}/cancel", "cancel");
tree.add("POST", "/task/annotation/{name}", "rename");

describe("a path leads to the operation that fits best", () => {
  test.each([
    ["GET", "/tasks", "list", {}],
    ["GET", "/task/42", "get", { task_id: "42" }],
    ["GET", "/task/a%20b%2Fc", "get", { task_id: "a b/c" }],
    ["GET", "/task/%E0%A4%A", "get", { task_id: "%E0%A4%A" }],
    ["POST", "/task/42/cancel", "cancel", { task_id: "42" }],
    ["POST", "/task/annotation", "create", {}],
    // The literal path has no GET.
    ["GET", "/task/annotation", "get", { task_id: "annotation" }],
    // A literal that leads on wins over a parameter that leads on.
    ["POST", "/task/annotation/cancel", "rename", { name: "cancel" }],
    ["GET", "/tasks/", "list", {}],
    ["GET", "/task/42/", "get", { task_id: "42" }],
    ["POST", "/task/42/cancel/", "cancel", { task_id: "42" }],
    ["POST", "/task/annotation/", "create", {}],
  ])("%s %s", (method, path, value, params) => {
    expect(tree.find(method, path)).toEqual({ value, params });
  });
});

test.each([
  ["GET", "/"],
  ["GET", "/tasks//"],
  ["GET", "/task/"],
  ["GET", "/task//"],
  ["POST", "/task//cancel"],
  ["POST", "/task//cancel/"],
  ["GET", "//tasks"],
  ["GET", "/task/1/2/3"],
  ["DELETE", "/tasks"],
  ["GET", "/task/42/cancel"],
])("nothing fits %s %s", (method, path) => {
  expect(tree.find(method, path)).toBeUndefined();
});

test.each([
  ["/tasks", ["GET"]],
  ["/task/annotation", ["POST", "GET"]],
  ["/task/annotation/", ["POST", "GET"]],
  ["/task/42/cancel", ["POST"]],
  ["/nope", []],
])("the methods of %s are %j", (path, methods) => {
  expect(tree.methods(path)).toEqual(methods);
});

test.each([
  ["POST", "/task/sorting", ["annotation"]],
  ["POST", "/task/sorting/", ["annotation"]],
  ["GET", "/task/sorting", []],
  // No parameter stands there.
  ["POST", "/task/42/retry", []],
  ["POST", "/nope/sorting", []],
  // The path is known, and the method is wrong.
  ["DELETE", "/task/annotation", []],
  ["GET", "/task/42/cancel", []],
])("where %s %s fits nothing, the known names are %j", (method, path, names) => {
  expect(tree.alternatives(method, path)).toEqual(names);
});

test.each([
  ["GET", "/files/report.csv", "download", { name: "report" }],
  ["GET", "/files/report.json", "read", { name: "report.json" }],
  ["POST", "/jobs/7:cancel", "cancel", { id: "7" }],
  ["POST", "/jobs/7", undefined, undefined],
  ["GET", "/range/1-20", "range", { from: "1", to: "20" }],
])("parameters inside a segment are read: %s %s", (method, path, value, params) => {
  const mixed = new PathTree<string>();
  mixed.add("GET", "/files/{name}.csv", "download");
  mixed.add("GET", "/files/{name}", "read");
  mixed.add("POST", "/jobs/{id}:cancel", "cancel");
  mixed.add("GET", "/range/{from}-{to}", "range");
  expect(mixed.find(method, path)).toEqual(value === undefined ? undefined : { value, params });
});
