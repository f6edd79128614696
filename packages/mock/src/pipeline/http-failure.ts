/**
 * A request that gets no documented response: it stops the pipeline, as an error of Prism's does.
 *
 * @example
 * throw new HttpFailure(404, "GET /jobs is not an operation of this API. Its operations are listed at /.");
 */
export class HttpFailure extends Error {
  override readonly name = "HttpFailure";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}
