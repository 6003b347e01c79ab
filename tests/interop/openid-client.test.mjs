// A certified relying party (npm openid-client) drives every flow against a running Api. Started by the test class
// ACertifiedClient, which sets ISSUER, SECRET, REDIRECT_URI, POST_LOGOUT_URI, USER_NAME, PASSWORD and SUBJECT.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as client from 'openid-client'

const { ISSUER, SECRET, REDIRECT_URI, POST_LOGOUT_URI, USER_NAME, PASSWORD, SUBJECT } = process.env
const issuer = new URL(ISSUER)
const insecure = { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] }
const discover = (id, authentication) => client.discovery(issuer, id, SECRET, authentication, insecure)

// A browser: cookies, and redirects followed one at a time.
class Browser {
  cookies = new Map()
  signIns = 0

  async fetch(url, options = {}) {
    const cookie = [...this.cookies].map(pair => pair.join('=')).join('; ')
    const answer = await fetch(new URL(url, issuer), { ...options, redirect: 'manual', headers: { ...options.headers, cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0].split(/=(.*)/s)
      value ? this.cookies.set(name, value) : this.cookies.delete(name)
    }
    return answer
  }

  // Goes where the server sends it, through the sign-in page, until it would leave the server.
  async follow(url) {
    for (let hops = 0; hops < 10; hops++) {
      if (new URL(url, issuer).origin !== issuer.origin) return new URL(url)
      let answer = await this.fetch(url)
      if (answer.status === 200) answer = await this.submit(url, await answer.text())
      assert.equal(answer.status, 302, `${url} answered ${answer.status}`)
      url = answer.headers.get('location')
    }
    assert.fail('redirects without end')
  }

  submit(url, page) {
    this.signIns++
    // The first form; the second is answered by a passkey.
    const form = page.slice(0, page.indexOf('</form>'))
    const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(match => [match[1], match[2]])
    return this.fetch(url, {
      method: 'POST',
      body: new URLSearchParams([...hidden, ['user_name', USER_NAME], ['password', PASSWORD]]),
    })
  }
}

async function signIn(
  config,
  { scope = 'openid profile offline_access office audit', browser = new Browser(), build = client.buildAuthorizationUrl, ...more } = {},
) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier()
  const checks = { pkceCodeVerifier, expectedState: client.randomState(), expectedNonce: client.randomNonce(), idTokenExpected: true }
  const url = await build(config, {
    redirect_uri: REDIRECT_URI,
    scope,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: checks.expectedState,
    nonce: checks.expectedNonce,
    ...more,
  })
  return { browser, checks, answer: await browser.follow(url) }
}

async function tokensOf(config, options) {
  const { browser, checks, answer } = await signIn(config, options)
  return { browser, answer, checks, tokens: await client.authorizationCodeGrant(config, answer, checks) }
}

const refused = error => failure => {
  assert.equal(failure.error, error)
  return true
}

for (const [name, authentication] of [['client_secret_basic', client.ClientSecretBasic(SECRET)], ['client_secret_post', client.ClientSecretPost(SECRET)]]) {
  test(`code flow, userinfo, refresh, introspection and revocation with ${name}`, async () => {
    const config = await discover('web', authentication)
    const { tokens } = await tokensOf(config)
    assert.equal(tokens.claims().sub, SUBJECT)
    assert.equal(tokens.scope, 'openid profile offline_access audit')
    assert.equal((await client.fetchUserInfo(config, tokens.access_token, SUBJECT)).preferred_username, USER_NAME)
    assert.equal((await client.fetchProtectedResource(config, tokens.access_token, new URL('/api/v1/me', issuer), 'GET')).status, 200)

    const next = await client.refreshTokenGrant(config, tokens.refresh_token)
    assert.notEqual(next.refresh_token, tokens.refresh_token)
    assert.equal((await client.tokenIntrospection(config, next.access_token)).active, true)
    assert.equal((await client.tokenIntrospection(config, next.refresh_token)).active, true)

    await client.tokenRevocation(config, next.refresh_token)
    assert.equal((await client.tokenIntrospection(config, next.refresh_token)).active, false)
    assert.equal((await client.tokenIntrospection(config, next.access_token)).active, false)
    await assert.rejects(client.refreshTokenGrant(config, next.refresh_token), refused('invalid_grant'))
  })
}

test('a public client', async () => {
  const config = await client.discovery(issuer, 'public', undefined, client.None(), insecure)
  const { tokens } = await tokensOf(config, { scope: 'openid offline_access' })
  assert.ok((await client.refreshTokenGrant(config, tokens.refresh_token)).access_token)
})

test('client credentials', async () => {
  const config = await discover('machine', client.ClientSecretBasic(SECRET))
  const tokens = await client.clientCredentialsGrant(config, { scope: 'verify' })
  assert.equal(tokens.scope, 'verify')
  assert.equal(tokens.refresh_token, undefined)
  const me = await client.fetchProtectedResource(config, tokens.access_token, new URL('/api/v1/me', issuer), 'GET')
  assert.equal((await me.json()).id, 'client:machine')
  await assert.rejects(client.clientCredentialsGrant(config, { scope: 'verify office' }), refused('invalid_scope'))
})

test('max_age and auth_time', async () => {
  const config = await discover('web')
  const { answer, checks } = await signIn(config, { max_age: '600' })
  const tokens = await client.authorizationCodeGrant(config, answer, { ...checks, maxAge: 600 })
  assert.equal(typeof tokens.claims().auth_time, 'number')
})

test('prompt=none', async () => {
  const config = await discover('web')
  const stranger = await signIn(config, { prompt: 'none' })
  await assert.rejects(client.authorizationCodeGrant(config, stranger.answer, stranger.checks), refused('login_required'))
  const { browser } = await tokensOf(config)
  assert.ok((await tokensOf(config, { browser, prompt: 'none' })).tokens.access_token)
})

for (const prompt of [undefined, 'login']) {
  test(`a pushed authorization request ${prompt ? `with prompt=${prompt}` : 'alone'}`, async () => {
    const config = await discover('web', client.ClientSecretBasic(SECRET))
    const first = await tokensOf(config)
    const { browser, answer, tokens } = await tokensOf(config, {
      browser: first.browser,
      build: client.buildAuthorizationUrlWithPAR,
      ...(prompt && { prompt }),
    })
    assert.equal(answer.searchParams.get('iss'), ISSUER)
    assert.equal(tokens.claims().sub, SUBJECT)
    assert.equal(tokens.claims().acr, 'https://refeds.org/profile/sfa')
    assert.deepEqual(tokens.claims().amr, ['pwd'])
    // Another session than before where a sign-in was asked for, and still one.
    assert.equal(browser.signIns, prompt ? 2 : 1)
    assert.ok((await tokensOf(config, { browser, prompt: 'none' })).tokens.access_token)
  })
}

test('end session', async () => {
  const config = await discover('web')
  const { browser, tokens } = await tokensOf(config)
  const url = client.buildEndSessionUrl(config, { id_token_hint: tokens.id_token, post_logout_redirect_uri: POST_LOGOUT_URI, state: 'bye' })
  assert.equal((await browser.follow(url)).href, `${POST_LOGOUT_URI}?state=bye`)
  const after = await signIn(config, { browser, prompt: 'none' })
  assert.equal(after.answer.searchParams.get('error'), 'login_required')
  await assert.rejects(client.refreshTokenGrant(config, tokens.refresh_token), refused('invalid_grant'))
})

test('a replayed code', async () => {
  const config = await discover('web')
  const { answer, checks, tokens } = await tokensOf(config)
  await assert.rejects(client.authorizationCodeGrant(config, answer, checks), refused('invalid_grant'))
  assert.equal((await client.tokenIntrospection(config, tokens.access_token)).active, false)
})

test('a wrong verifier', async () => {
  const config = await discover('web')
  const { answer, checks } = await signIn(config)
  await assert.rejects(
    client.authorizationCodeGrant(config, answer, { ...checks, pkceCodeVerifier: client.randomPKCECodeVerifier() }), refused('invalid_grant'))
})

for (const [name, change] of [
  ['without PKCE', { code_challenge: '', code_challenge_method: '' }],
  ['with the method plain', { code_challenge_method: 'plain' }],
]) {
  test(`a request ${name}`, async () => {
    const config = await discover('web')
    const { answer, checks } = await signIn(config, change)
    await assert.rejects(client.authorizationCodeGrant(config, answer, checks), refused('invalid_request'))
  })
}

test('a foreign redirect URI', async () => {
  const config = await discover('web')
  const url = client.buildAuthorizationUrl(config, { redirect_uri: 'https://evil.example/', scope: 'openid' })
  const answer = await new Browser().fetch(url)
  assert.equal(answer.status, 400)
  assert.equal(answer.headers.get('location'), null)
})

test('a scope that the client may not have', async () => {
  const config = await discover('other')
  const { answer, checks } = await signIn(config, { scope: 'openid admin' })
  await assert.rejects(client.authorizationCodeGrant(config, answer, checks), refused('invalid_scope'))
})

test('a scope widened at refresh', async () => {
  const config = await discover('web')
  const { tokens } = await tokensOf(config, { scope: 'openid offline_access' })
  await assert.rejects(client.refreshTokenGrant(config, tokens.refresh_token, { scope: 'openid audit' }), refused('invalid_scope'))
})

test('a refresh token used again', async () => {
  const config = await discover('web')
  const { tokens } = await tokensOf(config)
  const next = await client.refreshTokenGrant(config, tokens.refresh_token)
  await assert.rejects(client.refreshTokenGrant(config, tokens.refresh_token), refused('invalid_grant'))
  await assert.rejects(client.refreshTokenGrant(config, next.refresh_token), refused('invalid_grant'))
})

test('a wrong secret', async () => {
  const config = await client.discovery(issuer, 'machine', 'wrong', client.ClientSecretBasic('wrong'), insecure)
  await assert.rejects(client.clientCredentialsGrant(config), failure => {
    assert.equal(failure.status, 401)
    return true
  })
})
