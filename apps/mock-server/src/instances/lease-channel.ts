import type { Client } from "pg";
import type { PostgresDatabase } from "../store/postgres-database.ts";

/** How instances tell each other at once that leases have changed. Without it, they would learn so with the next sign of life. */
export class LeaseChannel {
  readonly #database: PostgresDatabase;
  readonly #id: string;
  readonly #name: string;
  readonly #retryMs: number;
  #listener: Client | undefined;
  #isClosed = false;

  /**
   * @param id Of this instance.
   * @param retryMs How long to wait before a lost connection is opened again.
   */
  constructor(database: PostgresDatabase, id: string, retryMs: number) {
    this.#database = database;
    this.#id = id;
    this.#name = `task_mock_of_${database.schema}`.slice(0, 63);
    this.#retryMs = retryMs;
  }

  /**
   * Listens to the other instances until the channel is closed.
   *
   * @throws {Error} If there is no connection at first.
   */
  async listen(hear: () => void): Promise<void> {
    const listener = await this.#database.connect();
    if (this.#isClosed) return listener.end();
    this.#listener = listener;
    listener.on("notification", ({ payload }) => {
      if (payload !== this.#id && !this.#isClosed) hear();
    });
    listener.once("end", () => {
      this.#listener = undefined;
      this.#listenAgain(hear);
    });
    await listener.query(`LISTEN ${this.#name}`);
  }

  /** Makes the other instances look who is there, and whose accounts are free. */
  async notify(): Promise<void> {
    await this.#database.leases.query("SELECT pg_notify($1, $2)", [this.#name, this.#id]);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const listener = this.#listener;
    this.#listener = undefined;
    await listener?.end().catch(() => undefined);
  }

  #listenAgain(hear: () => void): void {
    if (this.#isClosed) return;
    const listen = (): void => void this.listen(hear).catch(() => this.#listenAgain(hear));
    setTimeout(listen, this.#retryMs).unref();
  }
}
