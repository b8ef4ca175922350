import { closeTestServerFolder, openTestServerFolder } from '../src/platform/test-database-server.ts';

/** vitest globalSetup: one database server per test run, started by the first test that asks for a database. */
export default function setup(): () => Promise<void> {
  const folder = openTestServerFolder();
  return () => closeTestServerFolder(folder);
}
