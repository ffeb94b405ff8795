import { startMailServer } from './test/harness/mail-server.ts'
import { startSmtpSimulator } from './test/harness/smtp-simulator.ts'
import { writeFileSync, readFileSync } from 'node:fs'
const s = await startMailServer(); const m = await startSmtpSimulator()
for (const f of ['outlook','gmail','nested']) await s.deliver('support@yunqi.example', readFileSync(`domains/conversation/channels/email/mail/fixtures/${f}.eml`))
writeFileSync('/var/tmp/mail-live.json', JSON.stringify({ port: s.port, password: s.password, smtp: new URL(m.url).port }))
process.on('SIGTERM', () => void Promise.all([s.stop(), m.stop()]).then(() => process.exit(0)))
setTimeout(() => process.kill(process.pid, 'SIGTERM'), 900_000)
