import type { Section } from "../bench.ts";
import { callbacks } from "./callbacks.ts";
import { client } from "./client.ts";
import { foreign } from "./foreign.ts";
import { get } from "./get.ts";
import { inFlight } from "./in-flight.ts";
import { inProcess } from "./in-process.ts";
import { library } from "./library.ts";
import { list } from "./list.ts";
import { memory } from "./memory.ts";
import { postForm } from "./post-form.ts";
import { postJson } from "./post-json.ts";
import { postgres } from "./postgres.ts";
import { reject } from "./reject.ts";
import { sqlite } from "./sqlite.ts";
import { start } from "./start.ts";
import { sweep } from "./sweep.ts";

/** All that can be measured, in the order in which it is. */
export const sections: readonly Section[] = [
  get,
  postJson,
  postForm,
  list,
  reject,
  start,
  foreign,
  memory,
  library,
  inProcess,
  client,
  callbacks,
  inFlight,
  sqlite,
  postgres,
  sweep,
];
