import type { Statement } from "../store/postgres-database.ts";

/** The time of the database, in milliseconds since 1970. */
export const timeStatement = "SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now";

export const aliveStatement: Statement = {
  name: "say-alive",
  text: `UPDATE instances SET alive_until = clock_timestamp() + make_interval(secs => $2) WHERE id = $1
    RETURNING extract(epoch FROM clock_timestamp()) * 1000 AS now`,
};

export const peersStatement: Statement = {
  name: "peers",
  text: "SELECT id, url FROM instances WHERE id <> $1 AND alive_until > clock_timestamp() ORDER BY id",
};

export const placeStatement: Statement = {
  name: "place",
  text: `SELECT instance, url, alive_until > clock_timestamp() AS "isAlive"
    FROM leases LEFT JOIN instances ON instances.id = instance WHERE account = $1`,
};

/**
 * Removes instances that are silent, and frees what they had, also what one has claimed after it was removed. After a restart of
 * the database itself, everyone gets the time to say that they are alive.
 */
export const buryStatement: Statement = {
  name: "bury",
  text: `
    WITH dead AS (
      DELETE FROM instances WHERE alive_until < clock_timestamp()
        AND pg_postmaster_start_time() < clock_timestamp() - make_interval(secs => $1) RETURNING id
    ) UPDATE leases SET instance = NULL WHERE instance IN (SELECT id FROM dead)
      OR (instance IS NOT NULL AND NOT EXISTS (SELECT FROM instances WHERE id = leases.instance))
    RETURNING account`,
};

/** This instance's share, if it is taken to be alive. Others take theirs at the same moment. */
export const claimStatement: Statement = {
  name: "claim",
  text: `
    WITH claimant AS (
      SELECT id FROM instances WHERE id = $1 AND alive_until > clock_timestamp() FOR KEY SHARE
    ), free AS (
      SELECT account FROM leases WHERE instance IS NULL AND EXISTS (SELECT FROM claimant) LIMIT least($2::bigint, (
        SELECT ceil((SELECT count(*) FROM leases WHERE instance IS NULL)::float8 / greatest(1, count(*)))::bigint
        FROM instances WHERE alive_until > clock_timestamp()
      )) FOR UPDATE SKIP LOCKED
    ), claimed AS (
      UPDATE leases SET instance = $1 FROM free WHERE leases.account = free.account
      RETURNING leases.account, shown
    ) SELECT account, shown, nextval('blocks') AS block FROM claimed`,
};

export const claimOneStatement: Statement = {
  name: "claim-one",
  text: `
    WITH claimant AS (
      SELECT id FROM instances WHERE id = $2 AND alive_until > clock_timestamp() FOR KEY SHARE
    )
    INSERT INTO leases (account, instance) SELECT $1, id FROM claimant
    ON CONFLICT (account) DO UPDATE SET instance = excluded.instance WHERE leases.instance IS NULL
    RETURNING account, shown, nextval('blocks') AS block`,
};
