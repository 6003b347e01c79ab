// npm oidc-provider as bench/tokens measures it: node bench/oidc-provider.mjs <port> <secret>
// It issues what our server issues: access tokens as JWT (RFC 9068) and ID tokens, both signed RS256 with 2048 bits, and refresh
// tokens that rotate; clients authenticate by client_secret_basic. What it keeps lies in its default adapter: this process's memory.
import { generateKeyPairSync } from "node:crypto";
import Provider from "oidc-provider";

const [port, secret] = process.argv.slice(2);
const account = "0190d7c8-7b5e-7000-8000-000000000001";
const api = "urn:talentcard:api";
const person = { name: "bench", preferred_username: "bench", roles: ["auditor"] };
const client = { client_secret: secret, token_endpoint_auth_method: "client_secret_basic", response_types: [], redirect_uris: [] };
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

const provider = new Provider(`http://127.0.0.1:${port}`, {
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
