// Serves one in-memory PostgreSQL with TimescaleDB on a free loopback port, says which, and ends with its standard input.
import { PGlite } from '@electric-sql/pglite'
import { timescaledb } from '@electric-sql/pglite/timescaledb'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'

const db = await PGlite.create({ extensions: { timescaledb } })
if (process.argv[2] === 'created') await db.exec('CREATE EXTENSION timescaledb')
const server = new PGLiteSocketServer({ db, port: 0, host: '127.0.0.1' })
server.addEventListener('listening', (event) => console.log(`listening on ${event.detail.port}`))
await server.start()
process.stdin.resume().on('end', () => process.exit(0))
