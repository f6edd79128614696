import type { Api } from "../../engine/extension.ts";
import { dataflowkitV1Contract } from "./contract.ts";
import { dataflowkitV1 } from "./extension.ts";

export const dataflowkitV1Api: Api = { contract: dataflowkitV1Contract, extension: dataflowkitV1 };
