// npm oidc-provider as bench/tokens measures it: node bench/oidc-provider.mjs <port> <secret> [postgres://…]
// It issues what our server issues: access tokens as JWT (RFC 9068) and ID tokens, both signed RS256 with 2048 bits, and refresh
// tokens that rotate; clients authenticate by client_secret_basic. What it keeps lies in its default adapter, this process's memory,
// which is lost with it; or in the empty database named, as whoever runs it in earnest keeps it.
import { generateKeyPairSync } from "node:crypto";
import Provider from "oidc-provider";
import pg from "pg";

const [port, secret, url] = process.argv.slice(2);
const database = url && new pg.Pool({ connectionString: url, max: 16 });
await database?.query(`create table models (
  model text, id text, grant_id text, payload jsonb not null, consumed_at bigint, expires_at timestamptz, primary key (model, id))`);
await database?.query("create index on models (grant_id)");

/** The adapter that oidc-provider asks for, by prepared statements. */
class Rows {
  constructor(model) {
    this.model = model;
  }

  async upsert(id, payload, seconds) {
    await database.query({
      name: "upsert",
      text: `insert into models values ($1, $2, $3, $4, null, now() + $5 * interval '1 second') on conflict (model, id) do update
        set grant_id = excluded.grant_id, payload = excluded.payload, expires_at = excluded.expires_at`,
      values: [this.model, id, payload.grantId, payload, seconds],
    });
  }

  async find(id) {
    const { rows: [row] } = await database.query({
      name: "find",
      text: "select payload, consumed_at from models where model = $1 and id = $2 and expires_at > now()",
      values: [this.model, id],
    });
    return row && { ...row.payload, ...(row.consumed_at && { consumed: Number(row.consumed_at) }) };
  }

  async consume(id) {
    await database.query({
      name: "consume",
      text: "update models set consumed_at = extract(epoch from now())::bigint where model = $1 and id = $2",
      values: [this.model, id],
    });
  }

  async destroy(id) {
    await database.query({ name: "destroy", text: "delete from models where model = $1 and id = $2", values: [this.model, id] });
  }

  async revokeByGrantId(grantId) {
    await database.query({ name: "revoke", text: "delete from models where grant_id = $1", values: [grantId] });
  }
}

const account = "0190d7c8-7b5e-7000-8000-000000000001";
const api = "urn:talentcard:api";
const person = { name: "bench", preferred_username: "bench", roles: ["auditor"] };
const client = { client_secret: secret, token_endpoint_auth_method: "client_secret_basic", response_types: [], redirect_uris: [] };
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

const provider = new Provider(`http://127.0.0.1:${port}`, {
  ...(database && { adapter: Rows }),
  jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "bench" }] },
  clients: [
    { ...client, client_id: "bench", grant_types: ["client_credentials"] },
    { ...client, client_id: "bench-web", grant_types: ["authorization_code", "refresh_token"], response_types: ["code"],
      redirect_uris: ["http://127.0.0.1:9/signin-oauth"] },
  ],
  scopes: ["openid", "offline_access", "profile", "verify", "redeem", "audit"],
  claims: { openid: ["sub"], profile: Object.keys(person) },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...person }) }),
  extraTokenClaims: () => ({ name: person.name, roles: person.roles }),
  rotateRefreshToken: true,
  ttl: { AccessToken: 600, ClientCredentials: 600, IdToken: 600, RefreshToken: 14 * 86_400, Grant: 43_200 },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => api,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: "verify redeem audit", audience: api, accessTokenFormat: "jwt", accessTokenTTL: 600, jwt: { sign: { alg: "RS256" } },
      }),
    },
  },
});

// A grant as the code flow leaves it, without the pages that lead there.
provider.use(async (context, next) => {
  if (context.path !== "/bench/grant") return next();
  const scope = "openid profile offline_access audit";
  const grant = new provider.Grant({ clientId: "bench-web", accountId: account });
  grant.addOIDCScope(scope);
  grant.addResourceScope(api, scope);
  const token = new provider.RefreshToken({
    client: await provider.Client.find("bench-web"), accountId: account, grantId: await grant.save(), gty: "authorization_code",
    authTime: Math.floor(Date.now() / 1000), resource: api, scope,
  });
  context.body = { refresh_token: await token.save() };
});
provider.listen(Number(port), "127.0.0.1");
