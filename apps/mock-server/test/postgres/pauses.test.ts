import { expect, test } from "vitest";
import { createClient, startReceiver } from "../support/durable-server.ts";
import { serve } from "../support/fault-server.ts";
import { newPostgresUrl } from "../support/postgres-schema.ts";

// Windows has no way to pause a process.
test.runIf(process.platform !== "win32")(
  "an instance that hangs loses its accounts, and does no harm when it comes back",
  async () => {
    const store = newPostgresUrl();
    const args = ["--lease", "1000"];
    const [paused, other] = [await serve({ store, args }), await serve({ store, args })];
    const receiver = await startReceiver(Infinity);
    const key = "test_paused";
    const settings = { testCompletion: "delayed", completionDelayMs: 700 };
    await paused.control(`PATCH /settings?account=${key}`, settings);
    const before = await createClient(paused.scale, key, receiver.callbackUrl).createMany(20);

    paused.child.kill("SIGSTOP");
    // What concerns all accounts waits as well, and then concerns those of the instances that are left.
    const concerningAll = Promise.all([
      other.control("GET /accounts"),
      other.control("POST /faults?account=*", { target: "delivery", kind: "duplicate", times: 1 }),
    ]);
    // What only reads waits for the end of the lease. All else would be cut off then: it may have been carried out.
    const viaOther = createClient(other.scale, key, receiver.callbackUrl);
    expect(await viaOther.total()).toBe(20);
    const [accounts, fault] = await concerningAll;
    expect([accounts.status, accounts.body, fault.status]).toMatchObject([200, [{ account: key }], 200]);
    await other.control(`DELETE /faults/${fault.body.faultId}`);
    const after = await viaOther.createMany(5);
    expect(new Set(await receiver.answered(25))).toEqual(new Set([...before, ...after]));
    const { body: advanced } = await other.control(`POST /clock/advance?days=2&account=${key}`);

    paused.child.kill("SIGCONT");
    const viaPaused = createClient(paused.scale, key, receiver.callbackUrl);
    expect(await viaPaused.total()).toBe(25);
    const { body: clock } = await paused.control(`GET /clock?account=${key}`);
    expect(clock.now >= advanced.now).toBe(true);
    await viaPaused.createMany(5);
    expect(await viaOther.total("&status=pending")).toBeLessThanOrEqual(5);
    expect(await viaOther.total()).toBe(30);

    // With nothing left that keeps it.
    paused.child.kill("SIGTERM");
    expect(await paused.exit).toBe(0);
  },
);
