import type { Goal } from "./row.ts";

/** The goals of the design, and of what users were promised. */
export const goals = {
  get: { prism: { atLeast: 15 }, scalar: { atLeast: 4 }, bare: { atLeast: 0.5 } },
  // Prism serves the whole contract there, as the design says: sections/post-json.ts.
  postOnWholeContract: { prism: { atLeast: 30 } },
  post: { scalar: { atLeast: 4 }, bare: { atLeast: 0.35 } },
  start: { prism: { atMost: 0.4 } },
  foreign: { time: { atMost: 1000 }, memory: { atMost: 300 } },
  warmLibraryStart: { atMost: 60 },
  inProcess: { atLeast: 4 },
  growth: { atMost: 2 },
  callbacks: { atLeast: 3000 },
  postgresCreates: { atLeast: 1500 },
  sqlite: { atLeast: 1 / 3 },
} satisfies Record<string, Goal | Record<string, Goal>>;

/** Whether a value reaches a goal. */
export const reaches = (value: number, goal: Goal): boolean =>
  "atLeast" in goal ? value >= goal.atLeast : value <= goal.atMost;
