/** `npm run dev`: the server restarts when its code changes, and Vite serves the browser's code as it is typed. */
import { spawn } from 'node:child_process'

const server = spawn(process.execPath, ['--watch', 'app/main.ts', '--dev'], { stdio: 'inherit' })
const vite = spawn('node_modules/.bin/vite', ['--clearScreen', 'false'], { stdio: 'inherit' })

const end = (): void => {
  server.kill('SIGTERM')
  vite.kill('SIGTERM')
}
process.once('SIGINT', end)
process.once('SIGTERM', end)
server.once('exit', (code) => {
  end()
  process.exitCode = code ?? 0
})
