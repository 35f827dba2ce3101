/** For the tests of other rooms: the same work on SQLite and, where there is one, on PostgreSQL. */
export { describeEachDatabase, type TestDatabase } from './each-database.ts'
export { startPostgres, whyNoPostgres, type PostgresServer } from './postgres-server.ts'
