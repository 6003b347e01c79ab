// A mail server for the tests: takes messages on a free port, which it prints, and prints each as a line of JSON.
// The recipient says how it behaves: busy-…@ is turned away for now (450), refused-…@ for good (550), stalled-…@ never
// gets an answer; once-…@ is turned away for good the first time only. Each line that comes in says that the test has the
// next message: only then does its sender get an answer.
import { SMTPServer } from 'smtp-server'

const refusedOnce = new Set()
const unanswered = []
const refusal = (status, text) => Object.assign(new Error(text), { responseCode: status })
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
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
      unanswered.push(done)
      console.log(JSON.stringify({ to: session.envelope.rcptTo.map(one => one.address), data }))
    })
  },
})
server.on('error', () => {})
server.listen(0, '127.0.0.1', () => console.log(server.server.address().port))
process.stdin.on('data', lines => lines.filter(byte => byte === 10).forEach(() => unanswered.shift()()))
process.stdin.on('end', () => process.exit())
