import type { Api } from "../../engine/extension.ts";
import { scaleV1Contract } from "./v1-contract.ts";
import { scaleV1 } from "./v1-extension.ts";

export const scaleV1Api: Api = { contract: scaleV1Contract, extension: scaleV1 };
