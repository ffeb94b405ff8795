import { buildWeb } from '../app/build-web.ts'

const built = await buildWeb(process.argv.includes('--force'))
console.log(built ? 'The web app was built' : 'The web app is up to date')
