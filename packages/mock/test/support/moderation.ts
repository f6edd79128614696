import { parse } from "yaml";
import source from "../fixtures/moderation.yaml?raw";

/** The contract of an API that nothing in the mock was written for. */
export const moderation = parse(source) as object;
