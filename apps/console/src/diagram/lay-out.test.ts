import { expect, test } from "vitest";
import { layOut } from "./lay-out.ts";

const states = [
  { name: "queued", initial: true },
  { name: "running" },
  { name: "done", outcome: "success" },
  { name: "failed", outcome: "failure" },
];
const transition = (name: string, from: string[], to: string, count = 0) => ({ name, from, to, count });

test("states are placed from left to right in their order, and do not overlap", () => {
  const { height, nodes, width } = layOut(states, [
    transition("start", ["queued"], "running"),
    transition("finish", ["running"], "done"),
    transition("fail", ["queued", "running"], "failed"),
  ]);
  const x = Object.fromEntries(nodes.map((node) => [node.name, node.x]));
  expect([x["queued"], x["running"], x["done"]]).toEqual(
    [...new Set([x["queued"], x["running"], x["done"]])].toSorted((a, b) => Number(a) - Number(b)),
  );
  expect(x["failed"]).toBe(x["done"]);
  for (const [index, node] of nodes.entries()) {
    expect(node.x + node.width).toBeLessThanOrEqual(width);
    expect(node.y + node.height).toBeLessThanOrEqual(height);
    const other = nodes
      .slice(index + 1)
      .find((it) => it.x === node.x && Math.abs(it.y - node.y) < node.height);
    expect(other).toBeUndefined();
  }
});

test("transitions between the same states share an arrow, and their counts are added up", () => {
  const { edges } = layOut(states, [
    transition("finish", ["queued"], "done", 2),
    transition("skip", ["queued"], "done", 1),
    transition("again", ["done"], "queued"),
  ]);
  expect(edges.map(({ count, label }) => [label, count])).toEqual([
    ["finish, skip (3)", 3],
    ["again", 0],
  ]);
});
