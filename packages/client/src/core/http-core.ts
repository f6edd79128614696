import { toResponse } from "./received-response.ts";
import { connect } from "./connect.ts";
import { send } from "./send.ts";

/**
 * What `http` has in common with the methods of a client. It is given to the module that makes `http` instead of imported
 * there: bundlers would put what two files import into a third one.
 */
export const httpCore = { connect, send, toResponse };
