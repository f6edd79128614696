import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Section } from "../bench.ts";
import { takeTurns } from "../load/take-turns.ts";
import type { WireRequest } from "../load/wire-request.ts";
import { goals } from "../report/goals.ts";
import type { Goal, Row } from "../report/row.ts";
import { compare } from "../report/verdicts.ts";
import { largeDescription } from "../servers/large-description.ts";
import { launchOurs } from "../servers/ours.ts";
import { names } from "../servers/peer.ts";
import { launchPrism } from "../servers/prism.ts";
import { launchScalar } from "../servers/scalar.ts";
import { type Start, startOnce } from "../servers/start-once.ts";

const first: WireRequest = { method: "GET", path: "/resources-0", headers: {} };

/** From the start of the process to its first response, with a description that no code was generated from. */
export const foreign: Section = {
  name: "foreign",
  summary: "start with a large third-party description; the memory then",
  run: async ({ extent, tell }) => {
    const folder = mkdtempSync(join(tmpdir(), "task-contracts-bench-"));
    try {
      const file = join(folder, "large.json");
      const text = JSON.stringify(largeDescription(extent.resources));
      writeFileSync(file, text);
      const size = `${extent.resources * 5} operations, ${(text.length / 1e6).toFixed(1)} MB`;
      tell(`a description of ${size}`);
      const contenders = new Map([
        [names.ours, () => startOnce(() => launchOurs({ args: [file] }), first)],
        [names.prism, () => startOnce(() => launchPrism(file), first)],
        [names.scalar, () => startOnce(() => launchScalar(file), first)],
      ]);
      const starts = [...(await takeTurns(extent.foreignStarts, contenders))];
      const row = (
        about: Pick<Row, "id" | "what" | "unit">,
        read: (start: Start) => number,
        goal: Goal,
      ): Row => {
        const measured = starts.map(([who, own]) => ({ who, samples: own.map(read) }));
        const [our, ...others] = measured;
        if (!our) throw new Error("Nothing was measured.");
        const itself = { values: our.samples, unit: about.unit, goal };
        return {
          ...about,
          measured,
          verdicts: [itself, ...others.map((peer) => compare(our, peer))],
          checks: [],
        };
      };
      return [
        row(
          { id: "foreign", what: `start to first response, ${size}`, unit: "ms" },
          ({ time }) => time,
          goals.foreign.time,
        ),
        row(
          { id: "foreign-memory", what: `memory then, ${size}`, unit: "MB" },
          ({ memory }) => memory,
          goals.foreign.memory,
        ),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
