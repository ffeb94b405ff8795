import net, { type AddressInfo, type Socket } from 'node:net'

/** A mail server in memory that speaks as much SMTP as a client needs (RFC 5321). */
export interface SmtpSimulator {
  readonly url: string
  readonly mails: ReceivedMail[]
  /** The next so many recipients are answered with this line instead of `250 ok`. */
  answerRecipients(line: string, times: number): void
  stop(): Promise<void>
}

export interface ReceivedMail {
  readonly from: string
  readonly to: string
  /** Headers and body as they came, with quoted-printable and base64 still in them. */
  readonly source: string
}

export async function startSmtpSimulator(): Promise<SmtpSimulator> {
  const mails: ReceivedMail[] = []
  const sockets = new Set<Socket>()
  let special = { line: '', times: 0 }
  const server = net.createServer((socket) => {
    sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)))
    converse(socket, mails, () => (special.times-- > 0 ? special.line : '250 ok'))
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    answerRecipients: (line, times) => {
      special = { line, times }
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function converse(socket: Socket, mails: ReceivedMail[], answerRecipient: () => string): void {
  let waiting = ''
  let body: string | undefined
  let [from, to] = ['', '']
  socket.write('220 simulator\r\n')
  socket.on('data', (piece) => {
    waiting += String(piece)
    for (let end = waiting.indexOf('\r\n'); end >= 0; end = waiting.indexOf('\r\n')) {
      const line = waiting.slice(0, end)
      waiting = waiting.slice(end + 2)
      if (body !== undefined) takeLine(line)
      else socket.write(`${answer(line)}\r\n`)
    }
  })

  function takeLine(line: string): void {
    if (line !== '.') {
      body += `${line.replace(/^\.\./, '.')}\r\n`
      return
    }
    mails.push({ from, to, source: body! })
    body = undefined
    socket.write('250 taken\r\n')
  }

  function answer(line: string): string {
    const address = /<(.*?)>/.exec(line)?.[1] ?? ''
    if (/^MAIL FROM/i.test(line)) from = address
    if (/^RCPT TO/i.test(line)) {
      to = address
      return answerRecipient()
    }
    if (/^DATA/i.test(line)) {
      body = ''
      return '354 go on'
    }
    return /^QUIT/i.test(line) ? '221 bye' : '250 ok'
  }
}
