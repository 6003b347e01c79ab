// A mail server for the tests: takes messages on free ports, which it prints, and prints each as a line of JSON with the
// connection that it came over. One port is plain, one wants STARTTLS and one speaks TLS from the first byte. Whoever signs in
// gives the password "password" or a token that does not begin with "stale"; nobody has to.
// The recipient says how it behaves: busy-…@ is turned away for now (450), refused-…@ for good (550), stalled-…@ never
// gets an answer; once-…@ is turned away for good the first time only; after last-…@ the server hangs up. Each line that comes
// in says that the test has the next message: only then does its sender get an answer.
import { SMTPServer } from 'smtp-server'

const refusedOnce = new Set()
const unanswered = []
const refusal = (status, text) => Object.assign(new Error(text), { responseCode: status })
const common = {
  key: process.env.MAIL_KEY,
  cert: process.env.MAIL_CERTIFICATE,
  authMethods: ['PLAIN', 'XOAUTH2'],
  authOptional: true,
  disableReverseLookup: true,
  onAuth({ method, username, password, accessToken }, session, done) {
    const welcome = method === 'XOAUTH2' ? !accessToken.startsWith('stale') : password === 'password'
    if (welcome) done(null, { user: `${username} by ${accessToken ?? method}` })
    else done(null, { data: { status: '401' } })
  },
  onRcptTo({ address }, session, done) {
    if (address.startsWith('busy-')) return done(refusal(450, `mailbox ${address} is busy`))
    if (address.startsWith('refused-')) return done(refusal(550, `no mailbox ${address}`))
    if (address.startsWith('stalled-')) return
    if (address.startsWith('once-') && !refusedOnce.has(address)) {
      refusedOnce.add(address)
      return done(refusal(550, `no mailbox ${address}`))
    }
    done()
  },
  onData(stream, session, done) {
    let data = ''
    stream.setEncoding('utf8').on('data', text => (data += text)).on('end', () => {
      const to = session.envelope.rcptTo.map(one => one.address)
      unanswered.push(() => {
        done()
        if (to[0].startsWith('last-')) servers.flatMap(one => [...one.connections]).find(one => one.id === session.id).close()
      })
      console.log(JSON.stringify({ to, data, connection: session.id, user: session.user || null, secure: session.secure }))
    })
  },
  onClose: session => console.log(JSON.stringify({ closed: session.id })),
}
const servers = [{ disabledCommands: ['STARTTLS'] }, {}, { secure: true }].map(one => new SMTPServer({ ...common, ...one }))
await Promise.all(servers.map(server => new Promise(ready => server.on('error', () => {}).listen(0, '127.0.0.1', ready))))
console.log(JSON.stringify(servers.map(one => one.server.address().port)))
process.stdin.on('data', lines => lines.filter(byte => byte === 10).forEach(() => unanswered.shift()()))
process.stdin.on('end', () => process.exit())
