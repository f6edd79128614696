import type { Extension } from "../../engine/extension.ts";
import { prepareCreate } from "./prepare-create.ts";
import { betaWorker } from "./scale-worker.ts";

/** What the contract of Scale's beta does not express. */
export const scaleBeta: Extension = { worker: betaWorker, prepareCreate };
